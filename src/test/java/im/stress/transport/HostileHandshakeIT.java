package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever answers the upgrade, the end is told once, with its cause, and nothing else is. */
@Tag("own-jvm")
class HostileHandshakeIT {
  private static final LeakWatch LEAKS = new LeakWatch();

  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("handshake-invalid", "challenge", SWITCHING + accept("bm90IHlvdXJz")),
        answer("handshake-invalid", "upgrade", "HTTP/1.1 101 Switching Protocols\r\n\r\n"),
        answer(
            "handshake-invalid",
            "subprotocol",
            peer ->
                peer.raw(
                    SWITCHING + "Sec-WebSocket-Protocol: x\r\n" + accept(peer.webSocketAccept()))),
        answer("handshake-invalid", "", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"),
        answer("handshake-invalid", "", "\u0000\u0001garbage\r\n\r\n"),
        answer("handshake-invalid", "4096", "x".repeat(5_000)),
        answer("handshake-invalid", "8192", SWITCHING + "X: " + "x".repeat(9_000) + "\r\n\r\n"),
        answer("handshake-status-200", "200 OK", "HTTP/1.1 200 OK\r\n\r\nno length, no end"),
        answer("handshake-status-404", "404 Not Found", page("404 Not Found", 100)),
        answer("handshake-status-503", "503", page("503 " + "x".repeat(2_000), 200_000)),
        answer(
            "handshake-status-401",
            "401",
            peer ->
                peer.raw(page("401 Unauthorized", 0) + SWITCHING + accept(peer.webSocketAccept()))),
        answer("closed-by-server", "during the handshake", Peer::hangUp),
        answer("closed-by-server", "during the handshake", Peer::halfClose),
        answer("reset", "reset", Peer::reset),
        answer("handshake-timeout", "500 ms", peer -> {}),
        answer("handshake-timeout", "500 ms", SWITCHING),
        answer("handshake-invalid", "losed", peer -> hangUpAfter(peer, SWITCHING)));
  }

  private static Arguments answer(String cause, String detail, Consumer<Peer> answer) {
    return Arguments.of(cause, detail, answer);
  }

  private static Arguments answer(String cause, String detail, String text) {
    return answer(cause, detail, peer -> peer.raw(text));
  }

  private static void hangUpAfter(Peer peer, String text) {
    peer.raw(text);
    peer.hangUp();
  }

  private static String accept(String value) {
    return "Sec-WebSocket-Accept: " + value + "\r\n\r\n";
  }

  private static String page(String status, int length) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void a_spoilt_handshake_is_told_once_with_its_cause(
      String cause, String detail, Consumer<Peer> answer) throws IOException {
    Events events;
    try (HostileServer server = HostileServer.towardsAll(Script.atUpgrade(answer));
        Client client = Client.of(server.port()).with("handshake-timeout", "500ms")) {
      events = client.connect().until("ended");
    }
    assertThat(events.all()).containsExactly("ended " + cause);
    assertThat(events.end().detail()).contains(detail).hasSizeLessThan(300).doesNotContain("\n");
    assertThat(events.end().code()).isEqualTo(ConnectionEnd.NO_CODE);
  }

  @Test
  void a_server_that_speaks_first_and_not_http_is_told_once() throws IOException {
    Events events;
    try (HostileServer server =
            HostileServer.towardsAll(Script.atAccept(peer -> peer.raw("220 mail ready\r\n")));
        Client client = Client.of(server.port())) {
      events = client.connect().until("ended");
    }
    assertThat(events.all()).containsExactly("ended handshake-invalid");
  }

  @Test
  void a_good_handshake_with_frames_right_behind_it_loses_none() throws IOException {
    Events events;
    Script script =
        Script.atUpgrade(
            peer ->
                peer.raw(
                    SWITCHING + accept(peer.webSocketAccept()) + "\u0081\u0001a\u0081\u0001b"));
    try (HostileServer server = HostileServer.towardsAll(script);
        Client client = Client.of(server.port())) {
      events = client.connect().until("received b");
    }
    assertThat(events.all())
        .startsWith("opened", "received a", "received b")
        .hasSize(4)
        .last()
        .asString()
        .startsWith("ended");
  }

  @Test
  void tls_that_is_never_answered_is_told_as_tls() throws IOException {
    Events events;
    try (HostileServer server = HostileServer.towardsAll(Script.atAccept(peer -> {}));
        Client client = Client.withTls(server.port()).with("connect-timeout", "500ms")) {
      events = client.connect().until("ended");
    }
    assertThat(events.all()).containsExactly("ended tls");
    assertThat(events.end().detail()).contains("timed out");
  }

  @Test
  void tls_to_a_plain_port_is_told_as_tls_in_few_words() throws IOException {
    Events events;
    try (HostileServer server =
            HostileServer.towardsAll(Script.atAccept(peer -> peer.raw("x".repeat(10_000))));
        Client client = Client.withTls(server.port())) {
      events = client.connect().until("ended");
    }
    assertThat(events.all()).containsExactly("ended tls");
    assertThat(events.end().detail()).contains("this port does not speak TLS").hasSizeLessThan(300);
  }

  @Test
  void a_refused_connect_is_told_once_on_the_event_loop() throws IOException {
    int closedPort;
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD)) {
      closedPort = server.port();
    }
    Events events;
    Thread[] loop = new Thread[1];
    try (Client client = Client.of(closedPort)) {
      client.run(() -> loop[0] = Thread.currentThread());
      events = client.connect().until("ended");
    }
    assertThat(events.all()).containsExactly("ended refused");
    assertThat(events.thread()).isSameAs(loop[0]);
  }

  @AfterAll
  static void no_buffer_is_lost() {
    LEAKS.assertNoBufferWasLost();
  }
}
