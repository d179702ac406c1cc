package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.server.ImServer;
import im.stress.transport.Gateway;
import im.stress.user.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names with several addresses, of which the server listens on 127.0.0.1 alone. */
@Timeout(30)
class NamesIT {
  private final Map<String, String> settings = new HashMap<>();

  private StressSettings target(String... urls) {
    settings.put("im.target.url", String.join(",", urls));
    return SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  private static Gateway.Names names(String... addresses) {
    return host -> {
      InetAddress[] all = new InetAddress[addresses.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = InetAddress.getByAddress(host, InetAddress.getByName(addresses[i]).getAddress());
      }
      return all;
    };
  }

  private static String timesAt(String address, int port) {
    String time = " [0-9.]+ ms";
    return "check: %s:%d connect%s, upgrade%s, login%s, by a JVM that has just started"
        .formatted(address, port, time, time, time);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void addresses_that_answer_are_used_and_the_others_told() throws IOException {
    try (ImServer server = TestServer.with()) {
      StressSettings aimed = target("ws://me:pw@gateway.test:" + server.port());

      Preflight.Result result = Preflight.check(aimed, names("::1", "127.0.0.1"));

      assertThat(result)
          .usingRecursiveComparison()
          .ignoringFields("checked")
          .isEqualTo(
              new Preflight.Reached(
                  List.of("gateway.test:" + server.port() + "=127.0.0.1"),
                  List.of(
                      "gateway.test has 2 addresses, [::1]:%d does not answer (connection refused): using 127.0.0.1"
                          .formatted(server.port())),
                  List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())),
                  List.of()));
      assertThat(server.stats().logins()).isEqualTo(1);
    }
  }

  @Test
  void every_address_that_answers_is_logged_in_at() throws IOException {
    try (ImServer server = TestServer.with();
        ImServer second = TestServer.at("127.0.0.2", server.port())) {
      StressSettings aimed = target("ws://gateway.test:" + server.port());

      Preflight.Result result =
          Preflight.check(aimed, names("127.0.0.1", "127.0.0.2", "127.0.0.1"));

      String place = "gateway.test:" + server.port();
      assertThat(result)
          .usingRecursiveComparison()
          .ignoringFields("checked")
          .isEqualTo(
              new Preflight.Reached(
                  List.of(place + "=127.0.0.1", place + "=127.0.0.2"),
                  List.of(),
                  List.of(
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                      new InetSocketAddress("127.0.0.2", server.port())),
                  List.of()));
      assertThat(((Preflight.Reached) result).checked())
          .satisfiesExactly(
              line -> assertThat(line).matches(timesAt("127.0.0.1", server.port())),
              line -> assertThat(line).matches(timesAt("127.0.0.2", server.port())));
      assertThat(server.stats().logins()).isEqualTo(1);
      assertThat(second.stats().logins()).isEqualTo(1);
    }
  }

  @Test
  void a_name_of_which_no_address_answers_is_refused_with_each_of_them() throws IOException {
    int port = closedPort();
    StressSettings aimed = target("ws://me:pw@gateway.test:" + port + "/im?key=s3cret");

    assertThat(Preflight.check(aimed, names("::1", "127.0.0.1")))
        .isEqualTo(
            new Preflight.Refused(
                ("target ws://***@gateway.test:%1$d/im?key=***: none of the 2 addresses of"
                        + " gateway.test answers: [::1]:%1$d (connection refused), 127.0.0.1:%1$d"
                        + " (connection refused): is the server running, and on this port?")
                    .formatted(port)));
  }

  @Test
  void a_name_with_one_address_is_refused_with_it() throws IOException {
    int port = closedPort();

    assertThat(Preflight.check(target("ws://gateway.test:" + port), names("127.0.0.1")))
        .isEqualTo(
            new Preflight.Refused(
                ("target ws://gateway.test:%1$d/websocket at 127.0.0.1:%1$d: connection refused:"
                        + " is the server running, and on this port?")
                    .formatted(port)));
  }

  @Test
  void a_gateway_that_works_does_not_stand_in_for_another() throws IOException {
    try (ImServer server = TestServer.with()) {
      StressSettings aimed = target("ws://a.test:" + server.port(), "ws://b.test:" + closedPort());

      assertThat(Preflight.check(aimed, names("::1", "127.0.0.1")))
          .isInstanceOfSatisfying(
              Preflight.Refused.class,
              refused ->
                  assertThat(refused.reason()).contains("none of the 2 addresses of b.test"));
    }
  }
}
