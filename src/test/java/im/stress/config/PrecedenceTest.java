package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
  @TempDir Path folder;

  private Path file(String hocon) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), hocon);
  }

  @Test
  void each_source_wins_over_the_next() throws IOException {
    Given userFile = Given.NOTHING.userFile("im.users = 1, im.machine.id = 1");
    assertThat(userFile.settings().load().users()).isEqualTo(1);
    Given file = userFile.file(file("im.users = 2, im.machine.id = 2"));
    assertThat(file.settings().load().users()).isEqualTo(2);
    assertThat(file.settings().machine().id()).isEqualTo(2);
    Given environment = file.environment("MACHINE_ID", "3");
    assertThat(environment.settings().machine().id()).isEqualTo(3);
    Given positions = environment.positions("4");
    assertThat(positions.settings().load().users()).isEqualTo(4);
    Given properties = positions.property("im.users", "5");
    assertThat(properties.settings().load().users()).isEqualTo(5);
    Given set = properties.set("im.users", "6");
    assertThat(set.settings().load().users()).isEqualTo(6);
    assertThat(set.set("im.machine.id", "7").settings().machine().id()).isEqualTo(7);
  }

  @Test
  void defaults_of_a_preset_give_way_to_whatever_the_user_gives() throws IOException {
    Given preset = Given.NOTHING.set("im.codec.format", "chat-server");

    assertThat(preset.settings().login().uidFirst()).isEqualTo(1001);
    assertThat(preset.settings().login().uid(1)).isEqualTo("1002");
    assertThat(preset.userFile("im.login.uid-first = 5").settings().login().uid(1)).isEqualTo("6");
    assertThat(Given.NOTHING.settings().login().uid(1)).isEqualTo("u1");
    assertThat(
            Given.NOTHING.userFile("im.codec.format = chat-server").settings().login().uidFirst())
        .isEqualTo(1001);
    assertThat(
            preset
                .file(file("im.login.uid-first = 7"))
                .environment("TEST_TOKEN", "mine")
                .settings()
                .login())
        .satisfies(login -> assertThat(login.uidFirst()).isEqualTo(7))
        .satisfies(login -> assertThat(login.token()).isEqualTo("mine"));
  }

  @Test
  void a_preset_says_how_to_reach_a_host_and_names_no_target() {
    Given preset = Given.NOTHING.set("im.codec.format", "chat-server");

    assertThat(preset.settings().target().embedded()).isTrue();
    assertThat(preset.environment("TARGET_HOST", "chat").settings().target().urls())
        .containsExactly(URI.create("tcp://chat:6000"));
    assertThat(preset.environment("TARGET_PORT", "6001").settings().target().urls())
        .containsExactly(URI.create("tcp://127.0.0.1:6001"));
    assertThat(preset.environment("TARGET_URL", "tls://chat").settings().target().urls())
        .containsExactly(URI.create("tls://chat:6000"));
    assertThat(
            Given.NOTHING
                .userFile("im.codec.format = chat-server")
                .environment("TARGET_HOST", "chat")
                .set("im.target.scheme", "ws")
                .settings()
                .target()
                .urls())
        .containsExactly(URI.create("ws://chat:6000/websocket"));
  }

  @Test
  void positions_are_read_from_the_left() {
    StressSettings settings =
        Given.NOTHING.positions("30000", "300", "600", "0", "1500").settings();

    assertThat(settings.load())
        .isEqualTo(new LoadSettings(30_000, Duration.ofMinutes(5), Duration.ofMinutes(10)));
    assertThat(settings.message().enabled()).isFalse();
    assertThat(settings.heartbeat().interval()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void missing_positions_take_what_is_below() {
    StressSettings settings = Given.NOTHING.userFile("im.ramp-up = 7s").positions("5").settings();

    assertThat(settings.load())
        .isEqualTo(new LoadSettings(5, Duration.ofSeconds(7), Duration.ofSeconds(120)));
  }

  @Test
  void all_variables_are_read() {
    Map<String, String> variables =
        Map.of(
            "MACHINE_ID", "2",
            "MACHINES", "3",
            "START_AT", "1767225600",
            "RUN_ID", "night-1",
            "RESULTS_DIR", "/var/tmp/runs",
            "TEST_TOKEN", " s e ");

    StressSettings settings = Given.NOTHING.environment(variables).settings();

    assertThat(settings.machine().id()).isEqualTo(2);
    assertThat(settings.machine().count()).isEqualTo(3);
    assertThat(settings.machine().startAtEpochSecond()).hasValue(1_767_225_600L);
    assertThat(settings.firstUser()).isEqualTo(200);
    assertThat(settings.run().id()).isEqualTo("night-1");
    assertThat(settings.run().resultsDir()).isEqualTo(Path.of("/var/tmp/runs"));
    assertThat(settings.login().token()).isEqualTo(" s e ");
  }

  @Test
  void schedulers_number_the_machine_unless_it_is_told() {
    for (String name :
        new String[] {
          "JOB_COMPLETION_INDEX", "SLURM_PROCID", "AWS_BATCH_JOB_ARRAY_INDEX", "NOMAD_ALLOC_INDEX"
        }) {
      assertThat(Given.NOTHING.environment(name, "4").settings().machine().id())
          .as(name)
          .isEqualTo(4);
    }
    Map<String, String> both = Map.of("MACHINE_ID", "1", "JOB_COMPLETION_INDEX", "4");
    assertThat(Given.NOTHING.environment(both).settings().machine().id()).isEqualTo(1);
    Map<String, String> empty = Map.of("MACHINE_ID", "", "JOB_COMPLETION_INDEX", "4");
    assertThat(Given.NOTHING.environment(empty).settings().machine().id()).isEqualTo(4);
  }

  @Test
  void an_empty_variable_is_not_set() {
    StressSettings settings =
        Given.NOTHING
            .userFile("im.run.id = mine")
            .environment(Map.of("RUN_ID", "", "TARGET_HOST", "", "TEST_TOKEN", ""))
            .settings();

    assertThat(settings.run().id()).isEqualTo("mine");
    assertThat(settings.target().embedded()).isTrue();
    assertThat(settings.login().token()).isEqualTo("test-token");
  }

  @Test
  void an_empty_override_takes_an_optional_setting_back() {
    Given given = Given.NOTHING.environment("START_AT", "5").set("im.machine.start-at", "");

    assertThat(given.settings().machine().startAtEpochSecond()).isEmpty();
  }

  @Test
  void the_jvm_and_the_class_path_are_read_too() {
    System.setProperty("im.login.uid-prefix", "from-property-");
    try {
      StressSettings settings =
          SettingsLoader.load(SettingsSources.ofEnvironment(Map.of("RUN_ID", "r"))).settings();

      assertThat(settings.login().uidPrefix()).isEqualTo("from-property-");
      assertThat(settings.run().id()).isEqualTo("r");
    } finally {
      System.clearProperty("im.login.uid-prefix");
    }
  }

  @Test
  void a_file_may_refer_to_other_settings() throws IOException {
    Path file =
        file(
            """
            im.message.ack-timeout = ${im.heartbeat.interval}
            im.server.faults = ["a=1"]
            im.server.faults = ${im.server.faults} ["b=2"]
            im.thresholds = ${im.thresholds} ["messages.lost <= 0"]
            im.target.url = "ws://"${im.server.bind}":1/"
            """);

    StressSettings settings =
        Given.NOTHING.file(file).set("im.heartbeat.interval", "7s").settings();

    assertThat(settings.message().ackTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.server().faults()).containsExactly("a=1", "b=2");
    assertThat(settings.thresholds()).hasSize(6).allMatch(Threshold::asked);
    assertThat(settings.target().urls()).containsExactly(URI.create("ws://127.0.0.1:1/"));
  }

  @Test
  void lists_are_taken_from_text_too() {
    StressSettings commas =
        Given.NOTHING.set("im.connection.source-addresses", "127.0.0.2, ::1").settings();
    StressSettings hocon =
        Given.NOTHING
            .set("im.thresholds", "[\"ack p50 < 5 ms\", \"messages.lost <= 0\"]")
            .settings();
    StressSettings none = Given.NOTHING.set("im.thresholds", "").settings();

    assertThat(commas.connection().sourceAddresses().addresses())
        .extracting(InetAddress::getHostAddress)
        .containsExactly("127.0.0.2", "0:0:0:0:0:0:0:1");
    assertThat(hocon.thresholds()).hasSize(2);
    assertThat(none.thresholds()).isEmpty();
  }

  @Test
  void what_a_shard_is_told_is_accepted() {
    LoadedSettings loaded = Given.NOTHING.property("im.shard.index", "3").load();

    assertThat(loaded.config().getInt("im.shard.index")).isEqualTo(3);
  }
}
