package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.channel.FrameKind;
import im.stress.server.HostileServer;
import im.stress.server.Script;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed messages to and from Netty's server of permessage-deflate. */
@Timeout(30)
class CompressionIT {
  private static WebSocketServerExtensionHandshaker netty(boolean withoutContext) {
    return new PerMessageDeflateServerExtensionHandshaker(
        6, true, 15, withoutContext, withoutContext, 0);
  }

  private static Client asking(HostileServer server) {
    return Client.of(server.port()).with("compression", "true");
  }

  private static void ping(Client client, Events events, int number) {
    client.run(
        () -> {
          var message = events.connection().newMessage();
          ByteBufUtil.writeAscii(message, "{\"type\":\"ping\",\"seq\":" + number + "}");
          events.connection().send(message, FrameKind.TEXT);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messages_come_as_they_were_sent(boolean withoutContext) throws IOException {
    try (HostileServer server = HostileServer.compressing(netty(withoutContext), Script.GOOD);
        Client client = asking(server)) {
      Events events = client.connect().until("opened");
      client.logIn(events);
      for (int number = 1; number <= 3; number++) {
        ping(client, events, number);
      }

      events.until("received {\"type\":\"pong\",\"seq\":3}");
      assertThat(events.all()).doesNotContain("uncompressed");
      assertThat(events.all()).filteredOn(event -> event.contains("pong")).hasSize(3);
    }
  }

  @Test
  void a_message_in_fragments_is_joined_and_expanded() throws IOException {
    Script fragments =
        Script.whenOnline(
            peer -> {
              peer.frame(new TextWebSocketFrame(false, 0, "one "));
              peer.frame(new ContinuationWebSocketFrame(false, 0, "two "));
              peer.frame(
                  new ContinuationWebSocketFrame(
                      true, 0, Unpooled.copiedBuffer("three", CharsetUtil.UTF_8)));
            });
    try (HostileServer server = HostileServer.compressing(netty(false), fragments);
        Client client = asking(server)) {
      Events events = client.connect().until("opened");
      client.logIn(events);

      events.until("received one two three");
    }
  }

  @Test
  void a_server_that_refuses_is_talked_to_without() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client = asking(server)) {
      Events events = client.connect().until("opened");
      client.logIn(events);

      events.until("received");
      assertThat(events.all()).startsWith("uncompressed", "opened");
    }
  }

  @Test
  void an_answer_that_was_not_asked_for_ends_the_handshake() throws IOException {
    Script wrong =
        Script.atUpgrade(
            peer ->
                peer.raw(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + peer.webSocketAccept()
                        + "\r\nSec-WebSocket-Extensions: permessage-deflate;"
                        + " client_max_window_bits=9\r\n\r\n"));
    try (HostileServer server = HostileServer.towardsAll(wrong);
        Client client = asking(server)) {
      Events events = client.connect().until("ended");

      assertThat(events.end().cause()).isEqualTo("handshake-invalid");
      assertThat(events.end().detail()).contains("client_max_window_bits");
    }
  }

  @Test
  void nothing_is_compressed_that_was_not_asked_for() throws IOException {
    try (HostileServer server = HostileServer.compressing(netty(false), Script.GOOD);
        Client client = Client.of(server.port())) {
      Events events = client.connect().until("opened");
      client.logIn(events);

      events.until("received");
      await().untilAsserted(() -> assertThat(events.all()).doesNotContain("uncompressed"));
    }
  }
}
