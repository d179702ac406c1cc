package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedSettingsTest {
  @TempDir Path folder;

  private final Given given =
      Given.NOTHING
          .positions("7", "1", "2", "250")
          .environment(Map.of("TARGET_HOST", "gw", "TEST_TOKEN", "s3cret"))
          .userFile("im.codec.template.login = \"{\\\"uid\\\":\\\"${uid}\\\"}\"")
          .set("im.thresholds", "ack p99 < 5 ms, messages.lost <= 0");

  private LoadedSettings reload(Path file, Map<String, String> environment) {
    SettingsSources sources = SettingsSources.ofShard(file, environment);
    return new Given(
            sources.overrides(),
            Map.of(),
            sources.positions(),
            sources.environment(),
            sources.file(),
            Given.NOTHING.userFile())
        .load();
  }

  @Test
  void a_child_reads_back_the_same_settings() throws IOException {
    Path file = folder.resolve("settings.conf");
    given.load().writeTo(file);

    Map<String, String> environment =
        Map.of("TEST_TOKEN", "s3cret", "TARGET_HOST", "other", "RUN_ID", "other");

    assertThat(reload(file, environment).settings()).isEqualTo(given.settings());
  }

  @Test
  void a_child_knows_which_thresholds_are_defaults() throws IOException {
    Path file = folder.resolve("settings.conf");
    Given.NOTHING.load().writeTo(file);

    assertThat(reload(file, Map.of()).settings().thresholds())
        .hasSize(5)
        .noneMatch(Threshold::asked);
  }

  @Test
  void an_empty_token_is_read_back_too() throws IOException {
    Path file = folder.resolve("settings.conf");
    Given.NOTHING.set("im.login.token", "").load().writeTo(file);

    assertThat(reload(file, Map.of("TEST_TOKEN", "")).settings().login().token()).isEmpty();
  }

  @Test
  void the_token_is_not_written() throws IOException {
    Path file = folder.resolve("settings.conf");
    given.property("im.shard.index", "1").load().writeTo(file);

    assertThat(Files.readString(file))
        .startsWith("{")
        .contains("\"users\" : \"7\"")
        .doesNotContain("s3cret", "shard\"");
  }

  @Test
  void the_description_is_flat_and_sorted() {
    Map<String, String> described = given.load().describe();

    assertThat(described)
        .containsEntry("im.users", "7")
        .containsEntry("im.message.interval", "250ms")
        .containsEntry("im.target.host", "gw")
        .containsEntry("im.thresholds", "ack p99 < 5 ms, messages.lost <= 0")
        .containsEntry("im.codec.template.login", "{\"uid\":\"${uid}\"}")
        .containsEntry("im.heartbeat.max-missed", "3");
    assertThat(List.copyOf(described.keySet())).isSorted();
  }

  @Test
  void the_description_hides_secrets() {
    LoadedSettings loaded =
        given.set("im.target.url", "ws://me:pw@gw:1/im?a=1&access_token=t0k,wss://you@gw").load();

    assertThat(loaded.describe())
        .containsEntry("im.login.token", "***")
        .containsEntry("im.target.url", "ws://***@gw:1/im?a=1&access_token=***,wss://***@gw");
    assertThat(SettingsSources.ofEnvironment(given.environment()).toString())
        .doesNotContain("s3cret");
    assertThat(loaded.toString()).doesNotContain("s3cret", "pw@", "t0k");
  }
}
