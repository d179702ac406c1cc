package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.server.HostileServer;
import im.stress.server.ImServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import im.stress.target.CheckStep.Result;
import im.stress.transport.http.RawServer;
import im.stress.user.SelfSigned;
import im.stress.user.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A target is tried step by step; the first failure is explained, and nothing tried after it. */
@Timeout(60)
class CheckIT {
  private final Map<String, String> settings = new HashMap<>();
  private final List<CheckStep> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> trace = new CopyOnWriteArrayList<>();

  private CheckIT set(String key, String value) {
    settings.put("im." + key, value);
    return this;
  }

  private CheckIT aimedAt(int port) {
    return set("target.url", "ws://127.0.0.1:" + port + "/websocket");
  }

  /** The reason, without line breaks; empty = all is well. */
  private String check(boolean traced) {
    SettingsSources sources = new SettingsSources(settings, List.of(), Map.of(), Optional.empty());
    Check.Listener listener =
        new Check.Listener() {
          @Override
          public void step(CheckStep step) {
            steps.add(step);
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }

          @Override
          public void trace(String lines) {
            trace.add(lines);
          }
        };
    String problem =
        Check.run(SettingsLoader.load(sources).settings(), listener, traced).orElse("");
    assertThat(problem).doesNotContain("\n", "\r", "\u001b");
    return problem;
  }

  private String check() {
    return check(false);
  }

  private List<String> named(Result result) {
    return steps.stream().filter(s -> s.result() == result).map(CheckStep::name).toList();
  }

  private void assertFailedAt(String name) {
    assertThat(named(Result.FAILED)).containsExactly(name);
    int failed = steps.stream().map(CheckStep::name).toList().indexOf(name);
    assertThat(steps.subList(failed + 1, steps.size()))
        .isNotEmpty()
        .allMatch(step -> step.result() == Result.NOT_TRIED || step.result() == Result.ABSENT);
  }

  @Test
  void json_server_takes_every_step_and_keeps_no_connection() throws IOException {
    try (ImServer server = TestServer.with()) {
      assertThat(aimedAt(server.port()).check()).isEmpty();

      assertThat(named(Result.OK))
          .containsExactly(
              "resolve",
              "connect",
              "upgrade",
              "login",
              "heartbeat",
              "login of u1",
              "message u0 to u1: ack",
              "message u0 to u1: delivery",
              "message u1 to u0: ack",
              "message u1 to u0: delivery",
              "group: join",
              "group message u0 to u1: ack",
              "group message u0 to u1: delivery",
              "leave of u0",
              "leave of u1");
      assertThat(named(Result.ABSENT)).containsExactly("TLS handshake");
      assertThat(steps).allMatch(s -> s.time().isPresent() == (s.result() == Result.OK));
      assertThat(notes).isEmpty();
      await().until(() -> server.stats().connectionsOpen() == 0);
      assertThat(server.stats().closes()).isEqualTo(Map.of("1000", 2L));
    }
  }

  @Test
  void what_the_chat_server_lacks_is_said() throws IOException {
    try (ImServer server = TestServer.withTcp()) {
      set("codec.format", "chat-server")
          .set("target.url", "tcp://127.0.0.1:" + server.tcpPort().orElseThrow())
          .set("groups.size", "2");

      assertThat(check()).isEmpty();

      assertThat(steps)
          .filteredOn(step -> step.result() == Result.ABSENT)
          .extracting(CheckStep::name, CheckStep::words)
          .contains(
              tuple("upgrade", "no upgrade in tcp://"),
              tuple("heartbeat", "no heartbeats in this protocol"),
              tuple("message 1001 to 1002: ack", "no acknowledgements in this protocol"));
      assertThat(named(Result.OK))
          .contains(
              "message 1001 to 1002: delivery",
              "message 1002 to 1001: delivery",
              "group message 1001 to 1002: delivery",
              "leave of 1002");
    }
  }

  @Test
  void tls_has_a_step_of_its_own(@TempDir Path folder) throws Exception {
    SelfSigned selfSigned = SelfSigned.in(folder);
    try (HostileServer server = HostileServer.withTls(selfSigned.server())) {
      set("target.url", "wss://127.0.0.1:" + server.port() + "/websocket")
          .set("connection.trust-certificates", selfSigned.certificate().toString())
          .set("login.timeout", "500ms");

      check();

      assertThat(named(Result.OK)).contains("connect", "TLS handshake", "upgrade");
    }
  }

  @Test
  void a_port_where_nobody_listens_fails_the_first_step() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThat(aimedAt(closed).check())
        .isEqualTo(
            "target ws://127.0.0.1:%d/websocket: connection refused: is the server running, and on this port?",
            closed);
    assertFailedAt("connect");
  }

  @Test
  void a_name_that_does_not_resolve_leaves_all_else_untried() {
    set("target.url", "ws://gateway.invalid:10001/websocket");

    assertThat(check()).startsWith("target: the name gateway.invalid does not resolve");
    assertFailedAt("resolve");
    assertThat(named(Result.NOT_TRIED)).contains("connect", "login", "heartbeat");
  }

  @Test
  void garbage_in_place_of_the_upgrade_is_told() {
    Script garbage = Script.atAccept(peer -> peer.raw("220 mail ready\r\n"));
    try (HostileServer server = HostileServer.towardsAll(garbage)) {
      assertThat(aimedAt(server.port()).check()).contains("is this a WebSocket server?");
      assertFailedAt("upgrade");
    }
  }

  @Test
  void a_rejected_login_is_told_with_the_servers_words() throws IOException {
    try (ImServer server = TestServer.with("reject-login=1")) {
      assertThat(aimedAt(server.port()).check())
          .contains("the login of u0 was rejected with code 401 (rejected by fault)");
      assertFailedAt("login");
    }
  }

  @Test
  void an_unanswered_login_is_told() {
    try (HostileServer server = HostileServer.towardsAll(Script.atLogin(peer -> {}))) {
      set("login.timeout", "300ms");
      assertThat(aimedAt(server.port()).check())
          .contains("connected, but the login was not answered within 300 ms");
      assertFailedAt("login");
    }
  }

  @Test
  void an_unanswered_heartbeat_is_told() {
    Script deaf =
        new Script() {
          @Override
          public boolean ping(Peer peer, JsonNode ping) {
            return true;
          }
        };
    try (HostileServer server = HostileServer.towardsAll(deaf)) {
      set("heartbeat.timeout", "300ms");
      assertThat(aimedAt(server.port()).check())
          .contains("u0 sent a heartbeat (message), and no answer to it came within 300 ms")
          .contains("--trace");
      assertFailedAt("heartbeat");
    }
  }

  @Test
  void a_refused_poll_is_told_in_the_words_of_the_server() throws IOException {
    AtomicInteger listings = new AtomicInteger();
    RawServer.Script busy =
        peer -> {
          boolean lists = peer.request().startsWith("POST /messages");
          // The first one belongs to the login.
          boolean refused = lists && listings.incrementAndGet() > 1;
          String yes = lists ? "[]" : "{\"status\":\"success\"}";
          peer.write(RawServer.answer(200, refused ? "{\"error\":\"busy\"}" : yes));
        };
    try (RawServer server = new RawServer(busy)) {
      set("codec.format", "chat-room").set("target.url", "http://127.0.0.1:" + server.port());

      assertThat(check())
          .contains("u0 sent a heartbeat (message), and the server refused it with code 200 busy");
      assertFailedAt("heartbeat");
    }
  }

  @Test
  void a_missing_ack_is_told_though_the_message_came() throws IOException {
    try (ImServer server = TestServer.with("drop-ack=1")) {
      set("message.ack-timeout", "500ms");
      assertThat(aimedAt(server.port()).check())
          .contains("message u0 to u1: the server did not acknowledge it within 500 ms")
          .contains("(it came to u1 all the same)");
      assertFailedAt("message u0 to u1: ack");
    }
  }

  @Test
  void a_message_that_does_not_come_is_told() throws IOException {
    try (ImServer server = TestServer.with("drop-push=1")) {
      set("message.ack-timeout", "500ms");
      assertThat(aimedAt(server.port()).check())
          .contains("message u0 to u1: it did not come to u1 within 500 ms");
      assertFailedAt("message u0 to u1: delivery");
    }
  }

  private static Script answeringChatsWith(String frame) {
    return new Script() {
      @Override
      public boolean chat(Peer peer, JsonNode chat) {
        peer.text(frame);
        return true;
      }
    };
  }

  @Test
  void frames_that_cannot_be_read_explain_what_is_missing() {
    try (HostileServer server = HostileServer.towardsAll(answeringChatsWith("<html>"))) {
      set("message.ack-timeout", "300ms");
      assertThat(aimedAt(server.port()).check())
          .contains("did not acknowledge it within 300 ms; a frame came that can't be read");
      assertThat(notes).hasSize(1);
    }
  }

  @Test
  void an_acknowledgement_of_another_message_explains_what_is_missing() {
    Script wrongId = answeringChatsWith("{\"type\":\"chat_ack\",\"id\":\"other\",\"code\":0}");
    try (HostileServer server = HostileServer.towardsAll(wrongId)) {
      set("message.ack-timeout", "300ms");
      assertThat(aimedAt(server.port()).check()).contains("with an id that is none of ours");
    }
  }

  @Test
  void a_refused_message_is_told_with_its_code() {
    Script refusing =
        new Script() {
          @Override
          public boolean chat(Peer peer, JsonNode chat) {
            peer.ack(chat.path("id").asText(), 7);
            return true;
          }
        };
    try (HostileServer server = HostileServer.towardsAll(refusing)) {
      assertThat(aimedAt(server.port()).check()).contains("refused it with code 7");
      assertFailedAt("message u0 to u1: ack");
    }
  }

  @Test
  void an_end_while_online_is_told_with_its_cause() {
    Script closing =
        new Script() {
          @Override
          public boolean chat(Peer peer, JsonNode chat) {
            peer.hangUp();
            return true;
          }
        };
    try (HostileServer server = HostileServer.towardsAll(closing)) {
      assertThat(aimedAt(server.port()).check())
          .contains("the connection of u0 ended (closed-by-server");
      assertFailedAt("message u0 to u1: ack");
    }
  }

  @Test
  void a_server_that_ignores_the_close_is_told() {
    try (HostileServer server = HostileServer.towardsAll(Script.atClose(peer -> {}))) {
      assertThat(set("users", "1").aimedAt(server.port()).check()).isEmpty();

      assertThat(steps.get(steps.size() - 1).words())
          .isEqualTo("the server did not close its side within 2 s");
    }
  }

  @Test
  void groups_that_nobody_asked_for_fail_no_check() throws IOException {
    try (ImServer server = TestServer.with("reject-join=1")) {
      assertThat(aimedAt(server.port()).check()).isEmpty();
      assertThat(named(Result.NOT_NEEDED)).containsExactly("group: join");
      assertThat(named(Result.OK)).contains("leave of u1");

      steps.clear();
      assertThat(set("groups.size", "2").check()).contains("refused the group with code 403");
      assertFailedAt("group: join");
    }
  }

  @Test
  void one_user_alone_writes_to_nobody() throws IOException {
    try (ImServer server = TestServer.with()) {
      assertThat(set("users", "1").aimedAt(server.port()).check()).isEmpty();
      assertThat(named(Result.ABSENT)).contains("message");
    }
  }

  @Test
  void each_of_several_gateways_is_logged_in_at() throws IOException {
    try (ImServer server = TestServer.with()) {
      String url = "ws://127.0.0.1:" + server.port() + "/websocket";
      assertThat(set("target.url", url + "," + url).check()).isEmpty();
      assertThat(named(Result.OK)).filteredOn("connect"::equals).hasSize(2);
      assertThat(server.stats().logins()).isEqualTo(3);
    }
  }

  @Test
  void a_trace_has_every_frame_and_no_token() throws IOException {
    try (ImServer server = TestServer.with()) {
      set("login.token", "very-secret");
      aimedAt(server.port()).check(true);

      assertThat(trace).anyMatch(l -> l.matches("(?s) +[0-9.]+  u0 -> GET /websocket HTTP/1.1.*"));
      assertThat(trace).anyMatch(l -> l.contains("u0 <- HTTP/1.1 101 Switching Protocols"));
      assertThat(trace)
          .anyMatch(
              l ->
                  l.contains("u0 -> ") && l.contains("\"login\",\"uid\":\"u0\",\"token\":\"***\""));
      assertThat(trace).anyMatch(l -> l.contains("u1 <- ") && l.contains("\"type\":\"push\""));
      assertThat(trace).noneMatch(l -> l.contains("very-secret"));
    }
  }
}
