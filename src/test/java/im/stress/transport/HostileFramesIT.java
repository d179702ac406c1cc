package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.channel.Connection;
import im.stress.channel.FrameKind;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes after the upgrade: what can be read is told, the end once and with its cause. */
@Tag("own-jvm")
class HostileFramesIT {
  private static final LeakWatch LEAKS = new LeakWatch();

  private static final int LIMIT = 1_000;

  private static Events opened(Client client) throws IOException {
    Events events = client.connect().until("opened");
    client.logIn(events);
    return events;
  }

  private static Events answeredWith(Consumer<Peer> answer, String until) throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.atLogin(answer));
        Client client = Client.of(server.port()).with("max-frame-bytes", String.valueOf(LIMIT))) {
      return opened(client).until(until);
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        // RFC 6455, section 5.2: FIN and opcode, then mask bit and length.
        end("codec", -1, "RSV bits", peer -> peer.raw(0x80 | 0x40 | 1, 1, 'a')),
        end("codec", -1, "masked", peer -> peer.raw(0x81, 0x81, 1, 2, 3, 4, 'a')),
        end("codec", -1, "reserved opcode 3", peer -> peer.raw(0x83, 1, 'a')),
        end("codec", -1, "reserved opcode 11", peer -> peer.raw(0x8b, 0)),
        end("codec", -1, "continuation", peer -> peer.raw(0x80, 1, 'a')),
        end("codec", -1, "the start of a message", peer -> peer.raw(0x01, 1, 'a', 0x81, 1, 'b')),
        end("codec", -1, "fragmented control", peer -> peer.raw(0x09, 0)),
        end("codec", -1, "control", peer -> peer.raw(0x89, 126, 0, 126)),
        end("codec", -1, "1 byte", peer -> peer.raw(0x88, 1, 3)),
        end("codec", -1, "close", peer -> peer.raw(0x88, 2, 0x03, 0xed)),
        end("codec", -1, "UTF-8", peer -> peer.raw(0x88, 3, 0x03, 0xe8, 0xff)),
        end("frame-too-large", -1, "", peer -> peer.text("x".repeat(LIMIT + 1))),
        end(
            "frame-too-large",
            -1,
            "",
            peer -> peer.raw(0x81, 127, 0x7f, 255, 255, 255, 255, 255, 255, 255)),
        end("frame-too-large", -1, "", HostileFramesIT::fragmentsOverTheLimit),
        end("close-1000", 1_000, "", peer -> peer.raw(0x88, 2, 0x03, 0xe8)),
        end("close-1005", 1_005, "", peer -> peer.raw(0x88, 0)),
        end("close-4321", 4_321, "", peer -> peer.raw(0x88, 2, 0x10, 0xe1)),
        end("closed-by-server", 1_006, "", Peer::hangUp),
        end("closed-by-server", 1_006, "", Peer::halfClose),
        end("closed-by-server", 1_006, "", HostileFramesIT::hangUpInsideAFrame),
        end("reset", -1, "reset", Peer::reset));
  }

  private static Arguments end(String cause, int code, String detail, Consumer<Peer> answer) {
    return Arguments.of(cause, code, detail, answer);
  }

  private static void fragmentsOverTheLimit(Peer peer) {
    peer.frame(new TextWebSocketFrame(false, 0, "x".repeat(LIMIT - 1)));
    peer.frame(new ContinuationWebSocketFrame(false, 0, "xx"));
  }

  private static void hangUpInsideAFrame(Peer peer) {
    peer.raw(0x81, 100, 'a', 'b');
    peer.hangUp();
  }

  @ParameterizedTest
  @MethodSource("ends")
  void an_open_connection_ends_once_with_its_cause(
      String cause, int code, String detail, Consumer<Peer> answer) throws IOException {
    Events events = answeredWith(answer, "ended");

    assertThat(events.all()).containsExactly("opened", "ended " + cause);
    assertThat(events.end().code()).isEqualTo(code);
    assertThat(events.end().detail()).contains(detail).hasSizeLessThan(300);
  }

  @Test
  void a_server_that_breaks_the_rules_is_told_so() throws IOException {
    try (HostileServer server =
            HostileServer.towardsAll(Script.atLogin(peer -> peer.raw(0x83, 0)));
        Client client = Client.of(server.port())) {
      opened(client).until("ended codec");
      await().until(() -> server.peers().get(0).closedWith() == 1_002);
    }
  }

  @Test
  void nothing_is_told_after_the_end() throws IOException {
    Events events =
        answeredWith(peer -> peer.raw(0x81, 1, 'a', 0x83, 0, 0x81, 1, 'b', 0x88, 0), "ended");

    assertThat(events.all()).containsExactly("opened", "received a", "ended codec");
  }

  @Test
  void a_message_in_many_fragments_with_pings_between_is_told_once() throws IOException {
    int fragments = 400;
    try (HostileServer server =
            HostileServer.towardsAll(Script.atLogin(peer -> sendInFragments(peer, fragments)));
        Client client = Client.of(server.port()).with("max-frame-bytes", String.valueOf(LIMIT))) {
      Events events = opened(client).until("received");
      await().until(() -> server.peers().get(0).pongs() == fragments);

      assertThat(events.all()).containsExactly("opened", "received " + "ab".repeat(fragments));
    }
  }

  private static void sendInFragments(Peer peer, int fragments) {
    peer.frame(new TextWebSocketFrame(false, 0, ""));
    for (int i = 0; i < fragments; i++) {
      peer.frame(new PingWebSocketFrame(Unpooled.copyInt(i)));
      peer.frame(new ContinuationWebSocketFrame(false, 0, ""));
      peer.frame(new ContinuationWebSocketFrame(i == fragments - 1, 0, "ab"));
    }
  }

  @Test
  void a_frame_at_the_limit_and_an_empty_one_are_told() throws IOException {
    Events events =
        answeredWith(
            peer -> {
              peer.text("x".repeat(LIMIT));
              peer.text("");
              peer.text("end");
            },
            "received end");

    assertThat(events.all())
        .startsWith("opened", "received " + "x".repeat(LIMIT), "received ", "received end");
  }

  @Test
  void a_pong_that_nobody_asked_for_is_told_without_a_sequence() throws IOException {
    Events events =
        answeredWith(
            peer -> {
              peer.frame(new PongWebSocketFrame());
              peer.frame(new PongWebSocketFrame(Unpooled.copyInt(7)));
              peer.frame(new PongWebSocketFrame(Unpooled.copyLong(7)));
            },
            "ponged 7");

    assertThat(events.all()).startsWith("opened", "ponged -1", "ponged -1", "ponged 7");
  }

  @Test
  void what_is_sent_to_a_connection_at_its_end_goes_nowhere() throws IOException {
    Events events;
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client = Client.of(server.port())) {
      events = opened(client).until("received");
      client.run(
          () -> {
            Connection connection = events.connection();
            connection.close();
            connection.send(connection.newMessage().writeZero(10), FrameKind.TEXT);
            connection.ping(1);
            connection.reset();
            connection.send(connection.newMessage().writeZero(10), FrameKind.TEXT);
            connection.ping(2);
          });
      events.until("ended");
    }
    assertThat(events.all()).hasSize(3).last().isEqualTo("ended closed-by-us");
  }

  @AfterAll
  static void no_buffer_is_lost() {
    LEAKS.assertNoBufferWasLost();
  }
}
