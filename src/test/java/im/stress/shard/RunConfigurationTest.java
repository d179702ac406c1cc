package im.stress.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.SettingsSources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulation that Maven or an IDE started, twice. */
class RunConfigurationTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path results;

  private RunConfiguration start(String runId) {
    Map<String, String> environment =
        Map.of(
            "RESULTS_DIR",
            results.toString(),
            "TARGET_URL",
            "ws://127.0.0.1:1/websocket",
            "RUN_ID",
            runId);
    return RunConfiguration.alone(SettingsSources.ofEnvironment(environment), NOW);
  }

  @Test
  void second_start_of_the_same_second_writes_elsewhere() {
    RunConfiguration first = start("");
    RunConfiguration second = start("");

    assertThat(second.runId()).isEqualTo(first.runId() + "-2");
    assertThat(second.shard().directory())
        .isEqualTo(results.resolve(second.runId()).resolve("machine-0/shard-0"))
        .isDirectory();
  }

  @Test
  void run_that_exists_is_never_written_to() {
    start("mine");

    assertThatThrownBy(() -> start("mine"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("RUN_ID: expected a name not used before");
  }
}
