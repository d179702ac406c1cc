package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.report.Summary;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of a message when its time is over. */
class LateAnswersIT {
  private static final int LATE_MILLIS = 800;

  @TempDir Path folder;

  private final AtomicInteger chats = new AtomicInteger();

  private Summary runWithLate(BiConsumer<Peer, String> answer)
      throws IOException, InterruptedException {
    BiConsumer<Peer, JsonNode> script =
        (peer, chat) -> {
          chats.incrementAndGet();
          peer.after(LATE_MILLIS, () -> answer.accept(peer, chat.path("id").asText()));
        };
    HostileServer server = HostileServer.towardsTheFirst(Script.atChat(script));
    return new HostileRun(folder, server, 2)
        .set("message.ack-timeout", "300ms")
        .set("run.grace", "2s")
        .run();
  }

  private static void assertPartition(Summary.Messages messages) {
    assertThat(messages.acked() + messages.unacked() + messages.refused())
        .isEqualTo(messages.sent());
  }

  @Test
  void a_late_refusal_is_a_refusal_and_no_ack() throws IOException, InterruptedException {
    Summary summary = runWithLate((peer, id) -> peer.ack(id, 503));

    assertThat(chats).hasPositiveValue();
    assertThat(summary.messages().refused()).isEqualTo(chats.get());
    assertThat(summary.messages().unacked()).isZero();
    assertThat(summary.messages().ackedNotDelivered()).isZero();
    assertThat(summary.latencyMicros().get("ack").count()).isEqualTo(summary.messages().acked());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
    assertPartition(summary.messages());
  }

  @Test
  void a_late_refusal_counts_once_however_often_it_comes()
      throws IOException, InterruptedException {
    Summary summary =
        runWithLate(
            (peer, id) -> {
              peer.ack(id, 503);
              peer.ack(id, 503);
              peer.ack(id, 0);
            });

    assertThat(summary.messages().refused()).isEqualTo(chats.get());
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("acksDuplicated", 2L * chats.get()));
    assertPartition(summary.messages());
  }

  @Test
  void a_late_ack_leaves_its_message_unacked_and_shows_how_long_it_took()
      throws IOException, InterruptedException {
    Summary summary = runWithLate((peer, id) -> peer.ack(id, 0));

    assertThat(summary.messages().refused()).isZero();
    assertThat(summary.messages().unacked()).isEqualTo(chats.get());
    assertThat(summary.messages().ackedNotDelivered()).isEqualTo(chats.get());
    assertThat(summary.latencyMicros().get("ack").count()).isEqualTo(summary.messages().sent());
    assertThat(summary.latencyMicros().get("ack").max())
        .isGreaterThanOrEqualTo(LATE_MILLIS * 1_000);
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("acksLate", (long) chats.get()));
    assertPartition(summary.messages());
  }
}
