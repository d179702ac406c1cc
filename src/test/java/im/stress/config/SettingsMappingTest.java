package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.config.MessageSettings.Contacts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each setting reaches its place in the records: all are given, and no two have one value. */
class SettingsMappingTest {
  private static StressSettings given(String hocon) {
    return Given.NOTHING.userFile(hocon).settings();
  }

  @Test
  void run_load_and_machine() {
    StressSettings settings =
        given(
            """
            im { users = 11, ramp-up = 12s, duration = 13s }
            im.run { id = r14, results-dir = out, simulation = x.Y, seed = 15, grace = 16s }
            im.run { summary-interval = 18s, log-records = 19 }
            im.run { open-browser = false, shards = 2, monitors = [m1, m2], warm-up = 17s, live = "127.0.0.1:8089" }
            im.machine { id = 3, count = 4, start-at = 1900000000 }
            im.target.url = "ws://gw:10005/im"
            """);

    assertThat(settings.load())
        .isEqualTo(new LoadSettings(11, Duration.ofSeconds(12), Duration.ofSeconds(13)));
    assertThat(settings.run())
        .isEqualTo(
            new RunSettings(
                "r14",
                Path.of("out"),
                "x.Y",
                15,
                Duration.ofSeconds(16),
                false,
                2,
                List.of(Path.of("m1"), Path.of("m2")),
                Duration.ofSeconds(17),
                new RunFiles(Duration.ofSeconds(18), 19),
                Optional.of(new LiveAddress("127.0.0.1", 8089))));
    assertThat(settings.machine())
        .isEqualTo(new MachineSettings(3, 4, OptionalLong.of(1_900_000_000)));
    assertThat(settings.target().urls()).containsExactly(URI.create("ws://gw:10005/im"));
  }

  @Test
  void what_users_do() {
    StressSettings settings =
        given(
            """
            im.message { interval = 21ms, arrivals = poisson, size = 221, ack-timeout = 22s, contacts = friends(3) }
            im.message.ledger-window = 32
            im.heartbeat { interval = 23s, timeout = 24s, max-missed = 25 }
            im.login { uid-prefix = p, uid-first = 26, token = t, timeout = 27s }
            im.codec { format = json, template { a = 1 } }
            """);

    assertThat(settings.message())
        .isEqualTo(
            new MessageSettings(
                Duration.ofMillis(21),
                MessageSettings.Arrivals.POISSON,
                221,
                Duration.ofSeconds(22),
                new Contacts(Contacts.Kind.FRIENDS, 3),
                32));
    assertThat(settings.heartbeat())
        .isEqualTo(new HeartbeatSettings(Duration.ofSeconds(23), Duration.ofSeconds(24), 25));
    assertThat(settings.login()).isEqualTo(new LoginSettings("p", 26, "t", Duration.ofSeconds(27)));
    assertThat(settings.codec())
        .isEqualTo(new CodecSettings("json", ConfigFactory.parseString("a = 1")));
  }

  @Test
  void connections_and_what_follows_their_loss() {
    StressSettings settings =
        given(
            """
            im.connection { connect-timeout = 31s, handshake-timeout = 32s }
            im.connection { max-frame-bytes = 333, max-queued-bytes = 334 }
            im.connection { source-addresses = [127.0.0.5], trust-certificates = "", insecure-tls = true }
            im.connection.compression = true
            im.http { timeout = 34s, lane-connections = 17 }
            im.reconnect { policy = fixed, delay = 35s, max-delay = 36s, max-attempts = 37 }
            im.reconnect.max-per-second = 38
            im.storm { at = 39s, percent = 40, cut = silence }
            """);

    assertThat(settings.connection())
        .isEqualTo(
            new ConnectionSettings(
                Duration.ofSeconds(31),
                Duration.ofSeconds(32),
                333,
                334,
                new SourceAddresses(
                    false, List.of(new InetSocketAddress("127.0.0.5", 0).getAddress())),
                new TlsSettings("", true, "", "", ""),
                true,
                new HttpSettings(Duration.ofSeconds(34), 17)));
    assertThat(settings.reconnect())
        .isEqualTo(
            new ReconnectSettings(
                ReconnectSettings.Policy.FIXED,
                Duration.ofSeconds(35),
                Duration.ofSeconds(36),
                37,
                38));
    assertThat(settings.storm())
        .isEqualTo(new StormSettings(Duration.ofSeconds(39), 40, StormSettings.Cut.SILENCE));
  }

  @Test
  void embedded_server_and_bounds() {
    StressSettings settings =
        given(
            """
            im.server { bind = 127.0.0.2, port = 10041, idle-timeout = 42s, max-frame-bytes = 443 }
            im.server { protocol = im-connect }
            im.server { tcp-port = 10047, tcp-framing = lines, require-registration = true }
            im.server { http-port = 10048, http-architecture = threads, http-keep-alive = false }
            im.server { max-users = 44, max-queued-bytes = 45, seed = 46, faults = ["kick-after=9s"] }
            im.client { max-event-loop-lag-p99 = 51ms, max-send-lateness-p99 = 52ms }
            im.client { max-heartbeat-lateness-p99 = 53ms, max-cpu-percent = 54 }
            im.client { max-steal-percent = 55, max-throttled-percent = 56, max-gc-pause = 57ms }
            im.client { max-fd-percent = 58, max-port-percent = 59 }
            im.thresholds = ["messages.lost <= 60"]
            """);

    assertThat(settings.server())
        .isEqualTo(
            new ServerSettings(
                "127.0.0.2",
                10_041,
                new ServerSettings.Spoken(
                    ServerSettings.Protocol.IM_CONNECT,
                    new ServerSettings.Tcp(
                        OptionalInt.of(10_047), ServerSettings.TcpFraming.LINES, true),
                    new ServerSettings.Http(
                        OptionalInt.of(10_048), ServerSettings.Architecture.THREADS, false)),
                new ServerSettings.Limits(Duration.ofSeconds(42), 443, 44, 45),
                46,
                List.of("kick-after=9s")));
    assertThat(settings.client())
        .isEqualTo(
            new ClientBounds(
                Duration.ofMillis(51),
                Duration.ofMillis(52),
                Duration.ofMillis(53),
                54,
                55,
                56,
                Duration.ofMillis(57),
                58,
                59));
    assertThat(settings.thresholds())
        .extracting(Threshold::name)
        .containsExactly("messages.lost <= 60");
  }
}
