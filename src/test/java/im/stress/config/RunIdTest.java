package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIdTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.999Z");

  @TempDir Path temporary;

  private StressSettings named(String id) {
    Path results = temporary.resolve("results");
    return Given.NOTHING
        .set("im.run.results-dir", results.toString())
        .environment("RUN_ID", id)
        .settings();
  }

  @Test
  void made_name_tells_time_and_users() throws IOException {
    assertThat(RunId.createFolder(named(""), NOW))
        .isEqualTo(temporary.resolve("results/20260102-030405-100"))
        .isDirectory();
  }

  @Test
  void runs_of_the_same_second_get_names_of_their_own() throws IOException {
    RunId.createFolder(named(""), NOW);

    assertThat(RunId.createFolder(named(""), NOW)).hasFileName("20260102-030405-100-2");
    assertThat(RunId.createFolder(named(""), NOW)).hasFileName("20260102-030405-100-3");
  }

  @Test
  void given_name_is_used_once() throws IOException {
    Path folder = RunId.createFolder(named("night-1"), NOW);

    assertThat(folder).hasFileName("night-1");
    assertThatThrownBy(() -> RunId.createFolder(named("night-1"), NOW))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("RUN_ID: expected a name not used before")
        .hasMessageContaining(folder.toString());
  }
}
