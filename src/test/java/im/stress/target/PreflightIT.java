package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.server.HostileServer;
import im.stress.server.ImServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import im.stress.user.SelfSigned;
import im.stress.user.TestServer;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a target is said in one line before any load begins. */
@Timeout(30)
class PreflightIT {
  private static SelfSigned selfSigned;

  private final Map<String, String> settings = new HashMap<>();

  PreflightIT() {
    set("login.timeout", "800ms");
    set("connection.handshake-timeout", "800ms");
    set("connection.connect-timeout", "1h");
  }

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    selfSigned = SelfSigned.in(folder);
  }

  private void set(String key, String value) {
    settings.put("im." + key, value);
  }

  private String check(String url) {
    set("target.url", url);
    String line = reasonOf(Preflight.check(loaded()));
    assertThat(line).doesNotContain("\n", "\r", "\u001b").hasSizeLessThan(500);
    return line;
  }

  private StressSettings loaded() {
    return SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  private static String reasonOf(Preflight.Result result) {
    return result instanceof Preflight.Refused refused ? refused.reason() : "";
  }

  private static String url(String scheme, int port) {
    return scheme + "://127.0.0.1:" + port + "/websocket";
  }

  private String checkAgainst(Script script) {
    try (HostileServer server = HostileServer.towardsAll(script)) {
      return check(url("ws", server.port()));
    }
  }

  @Test
  void a_good_target_has_no_problem_and_keeps_no_connection() throws IOException {
    set("login.timeout", "10s");
    set("connection.handshake-timeout", "10s");
    try (ImServer server = TestServer.with()) {
      assertThat(check(url("ws", server.port()))).isEmpty();
      await().until(() -> server.stats().connectionsOpen() == 0);

      assertThat(server.stats().logins()).isEqualTo(1);
      assertThat(server.stats().closes()).isEqualTo(Map.of("1000", 1L));
    }
  }

  @Test
  void a_closed_port_is_refused() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    assertThat(check(url("ws", closedPort)))
        .isEqualTo(
            "target ws://127.0.0.1:%d/websocket: connection refused: is the server running, and on this port?",
            closedPort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "503 Service Unavailable"
      })
  void an_http_answer_is_told_with_its_status(String status) {
    Script script =
        Script.atUpgrade(peer -> peer.raw("HTTP/1.1 " + status + "\r\n\r\n<html>no</html>"));

    assertThat(checkAgainst(script)).contains("HTTP " + status + ", expected 101");
  }

  static Stream<Arguments> badServers() {
    return Stream.of(
        bad(
            "no answer to the upgrade within 800 ms: is this a WebSocket",
            Script.atAccept(p -> {})),
        bad("is this a WebSocket server?", accepting(p -> p.raw("220 mail ready\r\n"))),
        bad("is this a WebSocket server?", accepting(Peer::hangUp)),
        bad("login was not answered within 800 ms", Script.atLogin(p -> {})),
        bad("login was not answered within 800 ms", Script.atLogin(p -> p.push("hello"))),
        bad("can't be read", Script.atLogin(p -> p.text("<html>"))),
        bad(
            "u0 was rejected with code 5 (two lines [31m)",
            Script.atLogin(
                p ->
                    p.text(
                        "{\"type\":\"login_ack\",\"code\":5,\"reason\":\"two\\r\\nlines\\u001b[31m\"}"))),
        bad(
            "before it answered the login (close-1008: go away)",
            Script.atLogin(p -> p.frame(new CloseWebSocketFrame(1_008, "go\naway")))));
  }

  private static Script accepting(Consumer<Peer> step) {
    return Script.atAccept(step);
  }

  private static Arguments bad(String line, Script script) {
    return Arguments.of(line, script);
  }

  @ParameterizedTest
  @MethodSource("badServers")
  void a_bad_server_is_told_in_one_line(String part, Script script) {
    assertThat(checkAgainst(script)).contains(part);
  }

  @Test
  void a_rejected_login_is_told_with_the_servers_words() throws IOException {
    try (ImServer server = TestServer.with("reject-login=1")) {
      assertThat(check(url("ws", server.port())))
          .contains("login of u0 was rejected with code 401 (rejected by fault)")
          .contains("TEST_TOKEN");
    }
  }

  @Test
  void a_token_that_is_refused_by_a_close_in_place_of_the_upgrade_is_told() throws IOException {
    try (ImServer server = TestServer.imConnect("reject-login=1")) {
      set("codec.format", "im-connect");
      assertThat(check(url("ws", server.port())))
          .contains(
              "closed the connection in place of an answer to the upgrade: is the token right");
    }
  }

  @Test
  void a_user_comes_to_the_next_gateway_when_it_has_gone_from_the_one_before() {
    List<Boolean> openMeanwhile = new CopyOnWriteArrayList<>();
    Script slowToLetGo = Script.atClose(peer -> peer.after(300, peer::hangUp));
    try (HostileServer first = HostileServer.towardsAll(slowToLetGo);
        HostileServer second =
            HostileServer.towardsAll(
                Script.atUpgrade(
                    peer -> {
                      openMeanwhile.add(first.peers().get(0).open());
                      peer.upgrade();
                    }))) {
      assertThat(check(url("ws", first.port()) + "," + url("ws", second.port()))).isEmpty();
      assertThat(openMeanwhile).containsExactly(false);
    }
  }

  @Test
  void a_name_that_does_not_resolve_is_told() {
    assertThat(check("ws://gateway.invalid:10001/websocket"))
        .startsWith("target: the name gateway.invalid")
        .contains("does not resolve");
  }

  @Test
  void a_source_address_of_another_machine_is_told() throws IOException {
    try (ImServer server = TestServer.with()) {
      set("connection.source-addresses", "192.0.2.1");
      assertThat(check(url("ws", server.port()))).contains("im.connection.source-addresses");
    }
  }

  @Test
  void tls_to_a_plain_port_is_told() throws IOException {
    try (ImServer server = TestServer.with()) {
      assertThat(check(url("wss", server.port()))).contains("this port does not speak TLS");
    }
  }

  @Test
  void plain_to_a_tls_port_is_told() {
    try (HostileServer server = HostileServer.withTls(selfSigned.server())) {
      assertThat(check(url("ws", server.port()))).contains("this port speaks TLS: use wss://");
    }
  }

  @Test
  void tls_that_is_never_answered_is_told() {
    set("connection.connect-timeout", "500ms");
    try (HostileServer server = HostileServer.towardsAll(Script.atAccept(peer -> {}))) {
      assertThat(check(url("wss", server.port()))).contains("TLS failed", "timed out");
    }
  }

  @Test
  void a_self_signed_certificate_is_refused_unless_trusted_or_unchecked() {
    try (HostileServer server = HostileServer.withTls(selfSigned.server())) {
      String url = url("wss", server.port());
      assertThat(check(url)).contains("TLS failed", "im.connection.trust-certificates");

      set("connection.trust-certificates", selfSigned.certificate().toString());
      assertThat(check(url)).isEmpty();

      set("connection.trust-certificates", "");
      set("connection.insecure-tls", "true");
      assertThat(check(url)).isEmpty();
    }
  }

  @Test
  void a_certificate_for_another_name_is_refused_though_trusted() {
    try (HostileServer server = HostileServer.withTls(selfSigned.server())) {
      set("connection.trust-certificates", selfSigned.certificate().toString());
      assertThat(check("wss://localhost:" + server.port() + "/websocket"))
          .contains("TLS failed", "localhost");
    }
  }
}
