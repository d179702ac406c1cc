package im.stress.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections of plain TCP, against a peer that does what a test says. */
@Timeout(30)
class TcpConnectionIT {

  private static Client client(StreamServer server, Framing framing) {
    return Client.ofUrl("tcp://127.0.0.1:" + server.port())
        .with("max-frame-bytes", "1000")
        .with(framing);
  }

  private static void write(Socket peer, String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(UTF_8));
    peer.getOutputStream().flush();
  }

  private static void send(Client client, Events events, String text) {
    client.run(
        () -> {
          Connection connection = events.connection();
          connection.send(connection.newMessage().writeBytes(text.getBytes(UTF_8)), FrameKind.TEXT);
        });
  }

  @Test
  void objects_glued_and_split_are_told_one_by_one() throws Exception {
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  write(peer, "{\"a\":1}{\"b\":");
                  peer.getInputStream().read();
                  write(peer, "2}\n{}");
                });
        Client client = client(server, Framing.JSON)) {
      Events events = client.connect().until("received {\"a\"");
      send(client, events, "!");
      events.until("ended");

      assertThat(events.all())
          .containsExactly(
              "opened",
              "received {\"a\":1}",
              "received {\"b\":2}",
              "received {}",
              "ended closed-by-server");
      assertThat(events.end().code()).isEqualTo(ConnectionEnd.NO_CODE);
      server.awaitEnd();
    }
  }

  @Test
  void lines_end_with_a_line_feed_in_both_directions() throws Exception {
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  byte[] sent = peer.getInputStream().readNBytes(8);
                  write(peer, new String(sent, UTF_8).replace("\n", "|") + "\n\nb\n");
                });
        Client client = client(server, Framing.LINES)) {
      Events events = client.connect().until("opened");
      send(client, events, "one");
      send(client, events, "two");
      events.until("ended");

      assertThat(events.all())
          .containsExactly("opened", "received one|two|", "received b", "ended closed-by-server");
    }
  }

  @Test
  void length_stands_before_each_message_in_both_directions() throws Exception {
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  byte[] sent = peer.getInputStream().readNBytes(5);
                  assertThat(sent).containsExactly(3, 'o', 'n', 'e', 0);
                  peer.getOutputStream().write(sent);
                });
        Client client = client(server, new Framing.Varint())) {
      Events events = client.connect().until("opened");
      send(client, events, "one");
      send(client, events, "");
      events.until("ended");

      assertThat(events.all())
          .containsExactly("opened", "received one", "received ", "ended closed-by-server");
      server.awaitEnd();
    }
  }

  @Test
  void length_that_is_too_long_ends_the_connection_with_its_offset() throws Exception {
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  write(peer, "\u0001a\u007f\u007f");
                  peer.getInputStream().read();
                });
        Client client = client(server, new Framing.Varint()).with("max-frame-bytes", "125")) {
      Events events = client.connect().until("ended");

      assertThat(events.all()).containsExactly("opened", "received a", "ended codec");
      assertThat(events.end().detail()).contains("got one of 127 at byte 2 of the stream");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello        | at byte 0 of the stream, first bytes 68656c6c6f",
        "{}{}]        | at byte 4 of the stream, first bytes 5d",
        "{\"x\":%s\"y | at most 1000 bytes, got more",
        "{\"x\":[%s   | expected at most 64 levels",
      })
  void what_is_no_message_ends_the_connection_with_its_offset(String text, String detail)
      throws Exception {
    String filler = (text.contains("[") ? "[" : " ").repeat(2_000);
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  write(peer, text.strip().formatted(filler));
                  assertReset(peer);
                });
        Client client = client(server, Framing.JSON)) {
      Events events = client.connect().until("ended");

      assertThat(events.end().cause()).isEqualTo("codec");
      assertThat(events.end().detail()).contains(detail).doesNotContain("\n").hasSizeLessThan(300);
      server.awaitEnd();
    }
  }

  private static void assertReset(Socket peer) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> peer.getInputStream().read());
  }

  @Test
  void a_close_in_the_middle_of_a_message_is_told_as_such() throws IOException {
    try (StreamServer server = new StreamServer(peer -> write(peer, "{\"a\":"));
        Client client = client(server, Framing.JSON)) {
      Events events = client.connect().until("ended");

      assertThat(events.end().cause()).isEqualTo("closed-by-server");
      assertThat(events.end().detail()).isEqualTo("closed in the middle of a message");
    }
  }

  @Test
  void our_close_comes_after_all_that_was_sent_and_hears_the_rest() throws Exception {
    String large = "x".repeat(300_000);
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  assertThat(peer.getInputStream().readAllBytes()).hasSize(large.length());
                  write(peer, "{\"late\":1}");
                });
        Client client = client(server, Framing.JSON)) {
      Events events = client.connect().until("opened");
      send(client, events, large);
      client.run(() -> events.connection().close());
      events.until("ended");

      assertThat(events.all())
          .containsExactly("opened", "received {\"late\":1}", "ended closed-by-us");
      server.awaitEnd();
    }
  }

  @Test
  void our_reset_reaches_the_peer() throws Exception {
    try (StreamServer server = new StreamServer(TcpConnectionIT::assertReset);
        Client client = client(server, Framing.JSON)) {
      Events events = client.connect().until("opened");
      client.run(() -> events.connection().reset());
      events.until("ended");

      assertThat(events.end().cause()).isEqualTo("closed-by-us");
      server.awaitEnd();
    }
  }

  @Test
  void a_server_that_speaks_no_tls_is_told_as_such() throws IOException {
    try (StreamServer server =
            new StreamServer(
                peer -> {
                  peer.getInputStream().read();
                  write(peer, "{\"msgid\":2}\n");
                });
        Client client = Client.ofUrl("tls://127.0.0.1:" + server.port()).with(Framing.JSON)) {
      Events events = client.connect().until("ended");

      assertThat(events.all()).containsExactly("ended tls");
    }
  }

  @Test
  void nobody_asks_for_a_ping_frame() throws IOException {
    try (StreamServer server = new StreamServer(peer -> peer.getInputStream().read());
        Client client = client(server, Framing.JSON)) {
      Events events = client.connect().until("opened");

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> client.run(() -> events.connection().ping(1)));
    }
  }
}
