package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
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
    SettingsSources sources =
        SettingsSources.ofShard(file, new ShardSecrets(environment, UserColumns.NONE));
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

    assertThat(reload(file, given.load().secrets()).settings()).isEqualTo(given.settings());
  }

  @Test
  void a_server_in_a_child_process_gets_all_its_settings() {
    LoadedSettings loaded =
        given
            .userFile(
                """
                im.server { bind = 127.0.0.2, port = 10041, tcp-port = 10047, tcp-framing = lines }
                im.server { http-port = 10048, http-architecture = events, http-keep-alive = true }
                im.server { require-registration = true, idle-timeout = 1500001ns }
                im.server { max-frame-bytes = 443, max-users = 44, max-queued-bytes = 45, seed = 46 }
                im.server { faults = ["ack-delay=5s", "drop-push=0.01"], protocol = im-connect }
                """)
            .load();
    Given child = Given.NOTHING;
    Map<String, String> properties = loaded.serverProperties();
    Given started =
        new Given(Map.of(), properties, List.of(), Map.of(), child.file(), child.userFile());

    assertThat(started.settings().server()).isEqualTo(loaded.settings().server());
    assertThat(properties).doesNotContainValue("");
    // The one that is not the default keeps no connections.
    properties.remove("im.server.http-architecture");
    assertThat(properties)
        .allSatisfy(
            (key, value) ->
                assertThat(value).isNotEqualTo(child.load().serverProperties().get(key)));
  }

  @Test
  void a_server_in_a_child_process_is_of_the_same_architecture() {
    assertThat(given.userFile("im.server.http-architecture = threads").load().serverProperties())
        .containsEntry("im.server.http-architecture", "threads");
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
  void urls_with_secrets_are_read_back_and_not_written() throws IOException {
    Path file = folder.resolve("settings.conf");
    Given secret =
        given
            .environment("TEST_TOKEN", "s3cret")
            .userFile("im.target.url = [\"ws://me:s3cret@gw/?a=s3cret,b\", \"ws://gw2\"]")
            .set("im.target.path", "/im?key=s3cret");
    secret.load().writeTo(file);

    assertThat(Files.readString(file))
        .contains("ws://***@gw:80/?a=***", "ws://gw2:80/im?key=***")
        .doesNotContain("s3cret");
    assertThat(reload(file, secret.load().secrets()).settings()).isEqualTo(secret.settings());
    assertThat(reload(file, Map.of()).settings().target().urls())
        .containsExactly(URI.create("ws://***@gw:80/?a=***"), URI.create("ws://gw2:80/im?key=***"));
    assertThat(secret.load().describe().toString()).doesNotContain("s3cret");
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
        .containsEntry(
            "im.target.url", "ws://***@gw:1/im?a=***&access_token=***, wss://***@gw:443/websocket");
    assertThat(SettingsSources.ofEnvironment(given.environment()).toString())
        .doesNotContain("s3cret");
    assertThat(loaded.toString()).doesNotContain("s3cret", "pw@", "t0k");
  }
}
