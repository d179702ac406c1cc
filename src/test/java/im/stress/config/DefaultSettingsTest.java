package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.config.MessageSettings.Contacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DefaultSettingsTest {
  private final StressSettings defaults = Given.NOTHING.settings();

  @Test
  void the_run_is_the_first_step_of_the_guide() {
    assertThat(defaults.load())
        .isEqualTo(new LoadSettings(100, Duration.ofSeconds(30), Duration.ofSeconds(120)));
    assertThat(defaults.run())
        .isEqualTo(
            new RunSettings(
                "",
                Path.of("results"),
                "im.stress.simulation.ImWebSocketSimulation",
                1,
                Duration.ofSeconds(5),
                true,
                0,
                Duration.ofSeconds(5)));
    assertThat(defaults.machine()).isEqualTo(new MachineSettings(0, 0, OptionalLong.empty()));
    assertThat(defaults.target().embedded()).isTrue();
  }

  @Test
  void users_write_each_5_s_and_beat_each_30_s() {
    assertThat(defaults.message())
        .isEqualTo(
            new MessageSettings(
                Duration.ofSeconds(5),
                64,
                Duration.ofSeconds(10),
                new Contacts(Contacts.Kind.RING, 1),
                16));
    assertThat(defaults.heartbeat())
        .isEqualTo(new HeartbeatSettings(Duration.ofSeconds(30), Duration.ofSeconds(10), 3));
    assertThat(defaults.login())
        .isEqualTo(new LoginSettings("u", 0, "test-token", Duration.ofSeconds(10)));
    assertThat(defaults.codec()).isEqualTo(new CodecSettings("json", ConfigFactory.empty()));
  }

  @Test
  void connections_are_plain_and_stay_lost() {
    assertThat(defaults.connection())
        .isEqualTo(
            new ConnectionSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                65_536,
                65_536,
                List.of(),
                "",
                false));
    assertThat(defaults.reconnect())
        .isEqualTo(
            new ReconnectSettings(
                ReconnectSettings.Policy.OFF,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                10,
                0));
    assertThat(defaults.storm())
        .isEqualTo(new StormSettings(Duration.ZERO, 50, StormSettings.Cut.RESET));
  }

  @Test
  void the_embedded_server_is_local_and_without_faults() {
    assertThat(defaults.server())
        .isEqualTo(
            new ServerSettings(
                "127.0.0.1",
                10_001,
                Duration.ofSeconds(60),
                65_536,
                100_000,
                262_144,
                1,
                List.of()));
  }

  @Test
  void the_verdict_has_bounds_for_the_client_and_the_target() {
    assertThat(defaults.client())
        .isEqualTo(
            new ClientBounds(
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                90,
                10,
                Duration.ofMillis(500),
                90,
                90));
    assertThat(defaults.thresholds())
        .extracting(Threshold::name)
        .containsExactly(
            "success.online >= 0.99",
            "success.connect >= 0.99",
            "success.login >= 0.95",
            "success.overall >= 0.95",
            "ack p99 < 1000 ms");
    assertThat(defaults.thresholds()).noneMatch(Threshold::asked);
  }
}
