package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.FrameKind;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections as their owner handles them: where from, how much is queued, how they end. */
class GatewayConnectorIT {
  private static Events loggedIn(Client client) throws IOException {
    Events events = client.connect().until("opened");
    client.logIn(events);
    return events.until("received");
  }

  private static void fill(Client client, Events events) {
    client.run(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            Connection connection = events.connection();
            connection.send(connection.newMessage().writeZero(60_000), FrameKind.TEXT);
          }
        });
  }

  private static long queued(Client client, Events events) {
    long[] bytes = new long[1];
    client.run(() -> bytes[0] = events.connection().queuedBytes());
    return bytes[0];
  }

  @Test
  void source_addresses_are_used_in_turn() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client = Client.of(server.port()).with("source-addresses", "127.0.0.2,127.0.0.3")) {
      for (int index = 0; index < 5; index++) {
        client.connect(index).until("opened");
      }
      assertThat(server.peers())
          .extracting(Peer::address)
          .containsExactly("127.0.0.2", "127.0.0.3", "127.0.0.2", "127.0.0.3", "127.0.0.2");
    }
  }

  /** With both by the same index, the first gateway would have every user of the first address. */
  @Test
  void every_gateway_is_reached_from_every_source_address() throws IOException {
    try (HostileServer first = HostileServer.towardsAll(Script.GOOD);
        HostileServer second = HostileServer.towardsAll(Script.GOOD);
        Client client =
            Client.ofUrl(
                    "ws://127.0.0.1:%d/,ws://127.0.0.1:%d/".formatted(first.port(), second.port()))
                .with("source-addresses", "127.0.0.2,::1,127.0.0.3")) {
      for (int index = 0; index < 4; index++) {
        client.connect(index).until("opened");
      }
      assertThat(first.peers()).extracting(Peer::address).containsExactly("127.0.0.2", "127.0.0.3");
      assertThat(second.peers())
          .extracting(Peer::address)
          .containsExactly("127.0.0.2", "127.0.0.3");
    }
  }

  @Test
  void user_info_goes_into_a_header_and_the_query_to_the_server() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client =
            Client.ofUrl("ws://me:p%40ss@127.0.0.1:" + server.port() + "/im?room=a%20b&v=1")) {
      client.connect().until("opened");

      assertThat(server.peers().get(0).header("Authorization")).isEqualTo("Basic bWU6cEBzcw==");
      assertThat(server.peers().get(0).target()).isEqualTo("/im?room=a%20b&v=1");
    }
  }

  @Test
  void a_source_address_of_another_machine_is_told_once() throws IOException {
    Events events;
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client = Client.of(server.port()).with("source-addresses", "192.0.2.1")) {
      events = client.connect().until("ended");
    }
    assertThat(events.all()).containsExactly("ended out-of-ports");
  }

  @Test
  void a_connect_without_an_answer_is_told_once() throws IOException {
    List<Events> connects = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Client client = Client.of(full.getLocalPort()).with("connect-timeout", "200ms")) {
      // Past the backlog, the kernel answers no connect any more.
      for (int i = 0; i < 8; i++) {
        connects.add(client.connect());
      }
      connects.get(7).until("ended");
    }
    assertThat(connects.get(7).all()).containsExactly("ended connect-timeout");
    assertThat(connects).allMatch(events -> events.all().size() == 1);
  }

  @Test
  void queued_bytes_tell_of_a_peer_that_does_not_read() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.whenOnline(Peer::stopReading));
        Client client = Client.of(server.port())) {
      Events events = loggedIn(client);
      assertThat(queued(client, events)).isZero();
      fill(client, events);

      assertThat(queued(client, events)).isGreaterThan(1_000_000);
      client.run(() -> events.connection().reset());
      assertThat(queued(client, events)).isZero();
    }
  }

  @Test
  void reset_reaches_the_peer_as_one_and_is_told_once() throws IOException {
    Events events;
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client = Client.of(server.port())) {
      events = loggedIn(client);
      client.run(
          () -> {
            events.connection().reset();
            events.connection().reset();
            events.connection().close();
            events.connection().send(events.connection().newMessage(), FrameKind.TEXT);
            events.connection().ping(1);
            events.connection().silence();
          });
      await().until(() -> server.peers().get(0).failure() != null);
      assertThat(server.peers().get(0).failure())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(events.all()).last().isEqualTo("ended closed-by-us");
    assertThat(events.all()).filteredOn(event -> event.startsWith("ended")).hasSize(1);
  }

  @Test
  void close_is_told_when_the_server_has_answered_it() throws IOException {
    Events events;
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client = Client.of(server.port())) {
      events = loggedIn(client);
      client.run(() -> events.connection().close());
      events.until("ended");
      assertThat(server.peers().get(0).closedWith()).isEqualTo(1_000);
    }
    assertThat(events.end().cause()).isEqualTo("closed-by-us");
    assertThat(events.all()).filteredOn(event -> event.startsWith("ended")).hasSize(1);
  }

  @Test
  void close_does_not_wait_for_a_server_that_never_answers() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.whenOnline(Peer::stopReading));
        Client client = Client.of(server.port())) {
      Events events = loggedIn(client);
      fill(client, events);
      client.run(() -> events.connection().close());
      events.until("ended closed-by-us");
      assertThat(server.peers().get(0).closedWith()).isZero();
      assertThat(server.peers().get(0).open()).isTrue();
    }
  }

  @Test
  void a_close_by_a_server_that_reads_no_answer_is_told_all_the_same() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.whenOnline(Peer::stopReading));
        Client client = Client.of(server.port())) {
      Events events = loggedIn(client);
      fill(client, events);
      server.peers().get(0).frame(new CloseWebSocketFrame(1_013, "later"));

      events.until("ended close-1013");
      assertThat(server.peers().get(0).open()).isTrue();
    }
  }

  @Test
  void an_end_by_a_server_that_left_much_unread_is_told_like_any_other() throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.whenOnline(Peer::stopReading));
        Client client = Client.of(server.port())) {
      Events events = loggedIn(client);
      fill(client, events);
      server.peers().get(0).halfClose();

      events.until("ended closed-by-server");
      assertThat(events.end().code()).isEqualTo(ConnectionEnd.ABNORMAL_CLOSURE);
    }
  }

  @Test
  void pings_of_a_peer_that_does_not_read_do_not_fill_the_memory() throws IOException {
    int pings = 100_000;
    try (HostileServer server =
            HostileServer.towardsAll(Script.whenOnline(peer -> flood(peer, pings)));
        Client client = Client.of(server.port()).with("max-queued-bytes", "20000")) {
      Events events = loggedIn(client).until("received end");
      long[] queued = new long[1];
      client.run(() -> queued[0] = events.connection().queuedBytes());

      assertThat(queued[0]).isBetween(20_000L, 21_000L);
      assertThat(events.all()).hasSize(3);
    }
  }

  private static void flood(Peer peer, int pings) {
    peer.stopReading();
    for (int i = 0; i < pings; i++) {
      peer.frame(new PingWebSocketFrame(Unpooled.buffer(125).writeZero(125)));
    }
    peer.text("end");
  }
}
