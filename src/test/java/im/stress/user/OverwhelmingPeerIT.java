package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.report.Summary;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that sends too much, reads nothing or answers too late: bounded memory, and an end. */
@Tag("alone")
class OverwhelmingPeerIT {
  @TempDir Path folder;

  private HostileServer server;
  private HostileRun run;
  private Summary summary;

  private HostileRun against(Script... scripts) {
    server = HostileServer.towardsTheFirst(scripts);
    run = new HostileRun(folder, server, scripts.length);
    return run;
  }

  @Test
  void a_flood_of_pushes_is_counted_to_the_last_one_and_not_kept()
      throws IOException, InterruptedException {
    int pushes = 35_000;
    String spam = "x".repeat(500);
    Script flood =
        Script.whenOnline(
            peer -> {
              for (int i = 0; i < pushes; i++) {
                peer.push(spam);
              }
            });
    long before = directBytes();
    // Busy with its flood, the server answers others late, and heartbeats behind it: the grace
    // period waits for these.
    summary =
        against(flood, flood, flood)
            .set("run.grace", "20s")
            .set("login.timeout", "10s")
            .set("connection.handshake-timeout", "10s")
            .run();

    assertThat(summary.connections().lost()).isZero();
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("pushesUnmarked", 3L * pushes));
    // What was pushed is 55 MB; a channel reads 64 kB at a time, an allocator keeps chunks of MBs.
    assertThat(directBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void an_attempt_that_succeeds_after_the_end_of_the_run_is_dropped()
      throws IOException, InterruptedException {
    Script late = Script.atUpgrade(peer -> {});
    // The users' event loops leave one after the other, within a tick.
    Script last = Script.atClose(peer -> peer.after(50, () -> server.peers().get(2).upgrade()));
    server = HostileServer.towardsTheFirst(Script.whenOnline(Peer::hangUp), last, late);
    run = new HostileRun(folder, server, 2);
    summary =
        run.set("reconnect.policy", "fixed")
            .set("reconnect.delay", "300ms")
            .set("connection.handshake-timeout", "30s")
            .run();

    Peer dropped = server.peers().get(2);
    // By a reset, or by the end of its event loop, whichever comes first.
    await().until(() -> !dropped.open());
    assertThat(dropped.uid()).isEmpty();
    assertThat(summary.connections().reconnected()).isZero();
    assertThat(summary.connections().attempted()).isEqualTo(3);
    assertThat(summary.connections().opened()).isEqualTo(2);
    assertThat(summary.connections().unfinished()).isEqualTo(1);
    assertThat(summary.connections().lost()).isEqualTo(1).isEqualTo(HostileRun.dead(summary));
  }

  @Test
  void an_interrupted_run_counts_the_connections_that_it_gives_up()
      throws IOException, InterruptedException {
    Script mute = Script.atUpgrade(peer -> {});
    Script refusing = Script.atUpgrade(Peer::hangUp);
    Script last = Script.whenOnline(peer -> run.interrupt());
    summary = against(mute, refusing, mute, last).set("connection.handshake-timeout", "30s").run();

    assertThat(summary.connections().attempted()).isEqualTo(4);
    assertThat(summary.connections().opened()).isEqualTo(1);
    assertThat(summary.connections().failed()).isEqualTo(1);
    assertThat(summary.connections().unfinished()).isEqualTo(2);
    assertThat(summary.connections().lost()).isEqualTo(1).isEqualTo(HostileRun.dead(summary));
  }

  @Test
  void heartbeats_unanswered_at_the_end_are_missed_and_cut_nothing()
      throws IOException, InterruptedException {
    Script deaf =
        new Script() {
          @Override
          public boolean ping(Peer peer, JsonNode ping) {
            return true;
          }

          @Override
          public boolean closing(Peer peer) {
            return true;
          }
        };
    // Their time would be over while the user waits for the answer to its close.
    summary =
        against(deaf).set("heartbeat.timeout", "1500ms").set("heartbeat.max-missed", "3").run();

    assertThat(summary.heartbeats().missed())
        .isEqualTo(summary.heartbeats().sent())
        .isGreaterThan(3);
    assertThat(summary.connections().lost()).isZero();
    assertThat(server.peers().get(0).closedWith()).isEqualTo(1_000);
    assertThat(server.peers().get(0).failure()).isNull();
  }

  private static long directBytes() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  @Test
  void a_server_that_reads_nothing_blocks_messages_and_not_the_run()
      throws IOException, InterruptedException {
    Script deaf = Script.whenOnline(Peer::stopReading);
    long before = directBytes();
    summary =
        against(deaf, deaf, deaf, deaf)
            .set("message.size", "60000")
            .set("message.interval", "2ms")
            .set("connection.max-queued-bytes", "100000")
            .set("heartbeat.max-missed", "3")
            .run();

    Summary.Messages messages = summary.messages();
    assertThat(messages.blocked()).isPositive();
    assertThat(messages.sent() + messages.blocked()).isEqualTo(messages.intended());
    assertThat(messages.acked()).isZero();
    assertThat(messages.unacked()).isEqualTo(messages.sent());
    assertThat(messages.delivered()).isZero();
    assertThat(messages.lost()).isEqualTo(messages.sent());
    assertThat(summary.connections().lost()).isEqualTo(HostileRun.dead(summary));
    assertThat(summary.heartbeats().answered()).isZero();
    assertThat(directBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void a_server_that_stops_reading_is_half_open_and_its_user_comes_back()
      throws IOException, InterruptedException {
    // The queue is full before the second heartbeat is due: it and the third can't be sent.
    summary =
        against(Script.whenOnline(Peer::stopReading), Script.GOOD)
            .set("duration", "3s")
            .set("message.size", "60000")
            .set("message.interval", "2ms")
            .set("connection.max-queued-bytes", "100000")
            .set("heartbeat.interval", "500ms")
            .set("heartbeat.timeout", "400ms")
            .set("heartbeat.max-missed", "3")
            .set("reconnect.policy", "fixed")
            .set("reconnect.delay", "100ms")
            .run();

    assertThat(run.deathOf(server.peers().get(0)).path("cause").asText()).isEqualTo("half-open");
    assertThat(summary.connections().reconnected()).isPositive();
    Summary.Heartbeats heartbeats = summary.heartbeats();
    assertThat(heartbeats.sent()).isLessThanOrEqualTo(heartbeats.intended() - 2);
    assertThat(heartbeats.missed()).isGreaterThanOrEqualTo(3);
    assertThat(heartbeats.answered() + heartbeats.missed()).isEqualTo(heartbeats.intended());
  }
}
