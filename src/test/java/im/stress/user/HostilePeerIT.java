package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import im.stress.model.Death;
import im.stress.report.Summary;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that breaks the rules towards some users: each loss is one death with its cause, the
 * others go on, and the run ends.
 */
class HostilePeerIT {
  /** Users whom the server treats well. */
  private static final int WITNESSES = 3;

  @TempDir Path folder;

  private HostileServer server;
  private HostileRun run;
  private Summary summary;

  private HostileRun towards(Script... scripts) {
    server = HostileServer.towardsTheFirst(scripts);
    run = new HostileRun(folder, server, scripts.length + WITNESSES);
    return run;
  }

  private void assertLostAndOthersWentOn(int lost) {
    Summary.Connections connections = summary.connections();
    assertThat(connections.lost())
        .as("lost, with deaths %s", connections.deaths())
        .isEqualTo(lost)
        .isEqualTo(HostileRun.dead(summary));
    assertThat(connections.attempted())
        .isEqualTo(connections.opened() + connections.failed())
        .isEqualTo(server.peers().size());
    int users = server.peers().size();
    assertThat(server.peers().subList(lost, users))
        .allMatch(peer -> peer.closedWith() == 1_000 && peer.heartbeats() > 0);
    assertThat(summary.messages().acked()).isPositive();
  }

  private static Script says(String text) {
    return Script.whenOnline(peer -> peer.text(text));
  }

  private static Script raw(int... bytes) {
    return Script.whenOnline(peer -> peer.raw(bytes));
  }

  private static Script atLogin(Consumer<Peer> step) {
    return Script.atLogin(step);
  }

  @Test
  void each_way_to_end_a_connection_is_one_death_with_its_cause()
      throws IOException, InterruptedException {
    List<String> causes =
        List.of(
            "codec",
            "codec",
            "codec",
            "codec",
            "frame-too-large",
            "close-1000",
            "close-1005",
            "kicked",
            "closed-by-server",
            "closed-by-server",
            "reset");
    summary =
        towards(
                raw(0xc1, 1, 'a'),
                raw(0x81, 0x81, 1, 2, 3, 4, 'a'),
                raw(0x83, 0),
                raw(0x88, 3, 0x03, 0xe8, 0xff),
                says("x".repeat(70_000)),
                Script.whenOnline(peer -> peer.frame(new CloseWebSocketFrame(1_000, "bye"))),
                raw(0x88, 0),
                Script.whenOnline(HostilePeerIT::kick),
                Script.whenOnline(Peer::hangUp),
                Script.whenOnline(Peer::halfClose),
                Script.whenOnline(Peer::reset))
            .run();

    assertLostAndOthersWentOn(causes.size());
    for (int i = 0; i < causes.size(); i++) {
      assertThat(run.deathOf(server.peers().get(i)).path("cause").asText())
          .isEqualTo(causes.get(i));
      assertThat(run.deathOf(server.peers().get(i)).path("phase").asText()).isEqualTo("online");
    }
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("framesOversized", 1L));
    assertThat(summary.users().loggedIn()).isEqualTo(causes.size() + WITNESSES);
  }

  private static void kick(Peer peer) {
    peer.text("{\"type\":\"kick\",\"reason\":\"go\"}");
    peer.hangUp();
  }

  @Test
  void each_way_to_spoil_a_login_is_one_death_with_its_cause()
      throws IOException, InterruptedException {
    List<String> causes =
        List.of(
            "login-timeout",
            "codec",
            "codec",
            "login-rejected",
            "kicked",
            "close-1008",
            "reset",
            "closed-by-server",
            "login-timeout");
    summary =
        towards(
                atLogin(peer -> {}),
                atLogin(peer -> peer.text("<html>no</html>")),
                atLogin(peer -> peer.text("{\"type\":\"login_ack\",\"code\":\"none\"}")),
                atLogin(peer -> peer.text("{\"type\":\"login_ack\",\"code\":7,\"reason\":\"no\"}")),
                atLogin(HostilePeerIT::kick),
                atLogin(peer -> peer.frame(new CloseWebSocketFrame(1_008, "who?"))),
                atLogin(Peer::reset),
                atLogin(Peer::halfClose),
                atLogin(peer -> peer.push("before the login")))
            .run();

    assertLostAndOthersWentOn(causes.size());
    for (int i = 0; i < causes.size(); i++) {
      assertThat(run.deathOf(server.peers().get(i)).path("cause").asText())
          .isEqualTo(causes.get(i));
      assertThat(run.deathOf(server.peers().get(i)).path("phase").asText()).isEqualTo("login");
    }
    assertThat(run.deathOf(server.peers().get(1)).path("detail").asText())
        .contains("at offset 0")
        .endsWith("first bytes 3c68746d6c3e6e6f3c2f68746d6c3e");
    assertThat(TestUsers.anomalies(summary))
        .isEqualTo(Map.of("framesMalformed", 2L, "pushesUnmarked", 1L));
    assertThat(summary.users().loggedIn()).isEqualTo(WITNESSES);
  }

  @Test
  void each_way_to_spoil_a_handshake_is_one_death_with_its_cause()
      throws IOException, InterruptedException {
    summary =
        towards(
                Script.atUpgrade(peer -> peer.raw("HTTP/1.1 404 Not Found\r\n\r\n")),
                Script.atUpgrade(peer -> peer.raw("nonsense\r\n")),
                Script.atUpgrade(peer -> peer.raw("HTTP/1.1 101 Switching Protocols\r\n\r\n")),
                Script.atAccept(peer -> {}),
                Script.atAccept(Peer::hangUp),
                Script.atUpgrade(Peer::reset))
            .run();

    assertLostAndOthersWentOn(6);
    assertThat(summary.connections().failed()).isEqualTo(6);
    assertThat(summary.connections().deaths())
        .extracting(Summary.Death::phase, Summary.Death::cause, Summary.Death::count)
        .containsExactlyInAnyOrder(
            tuple(Death.Phase.CONNECT, "handshake-status-404", 1L),
            tuple(Death.Phase.CONNECT, "handshake-invalid", 2L),
            tuple(Death.Phase.CONNECT, "handshake-timeout", 1L),
            tuple(Death.Phase.CONNECT, "closed-by-server", 1L),
            tuple(Death.Phase.CONNECT, "reset", 1L));
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @Test
  void frames_that_cannot_be_read_are_counted_and_the_connection_lives()
      throws IOException, InterruptedException {
    Script script =
        Script.whenOnline(
            peer -> {
              peer.text("{\"type\":");
              peer.text("{\"type\":\"unheard\"}");
              peer.text("[]");
              peer.text("");
              peer.frame(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {0, -1, 2})));
              peer.raw(0x81, 2, 0xc3, 0x28);
              peer.text("{\"type\":\"chat_ack\",\"id\":{}}");
              peer.text("{\"type\":\"pong\",\"seq\":1e99}");
            });
    summary = towards(script).run();

    assertLostAndOthersWentOn(0);
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("framesMalformed", 8L));
    assertThat(run.samples())
        .hasSize(8)
        .allMatch(sample -> sample.path("fate").asText().startsWith("unreadable: "))
        .allMatch(sample -> sample.path("to").asText().equals(server.peers().get(0).uid()));
  }

  @Test
  void a_second_answer_to_the_login_changes_nothing() throws IOException, InterruptedException {
    summary =
        towards(
                Script.whenOnline(Peer::acceptLogin),
                says("{\"type\":\"login_ack\",\"code\":401,\"reason\":\"changed my mind\"}"))
            .run();

    assertLostAndOthersWentOn(0);
    assertThat(summary.users().loggedIn()).isEqualTo(2 + WITNESSES);
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("framesUnexpected", 2L));
  }

  @Test
  void pings_of_the_server_are_answered() throws IOException, InterruptedException {
    summary =
        towards(
                Script.whenOnline(
                    peer -> {
                      for (int i = 0; i < 50; i++) {
                        peer.frame(
                            new PingWebSocketFrame(
                                Unpooled.copiedBuffer("are you there?", CharsetUtil.US_ASCII)));
                      }
                    }))
            .run();

    assertLostAndOthersWentOn(0);
    assertThat(server.peers().get(0).pongs()).isEqualTo(50);
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }
}
