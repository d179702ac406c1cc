package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.report.Summary;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message each millisecond, and a server that takes 1.5 s for each: 1,500 are on their way. */
class SlowDeliveryIT {
  private static final long DELAY_MILLIS = 1_500;

  @TempDir Path folder;

  private HostileServer server;

  private Summary run(String ledgerWindow) throws IOException, InterruptedException {
    server = HostileServer.towardsAll(Script.atChat(this::answerLater));
    return new HostileRun(folder, server, 2)
        .set("message.interval", "1ms")
        .set("message.ledger-window", ledgerWindow)
        .set("duration", "3s")
        .set("run.grace", "3s")
        .run();
  }

  private void answerLater(Peer peer, JsonNode chat) {
    peer.after(
        DELAY_MILLIS,
        () -> {
          peer.ack(chat.path("id").asText(), 0);
          server.peers().stream()
              .filter(to -> to.uid().equals(chat.path("to").asText()))
              .forEach(to -> to.push(chat.path("content").asText()));
        });
  }

  @Test
  void the_derived_window_holds_all_that_is_on_its_way() throws IOException, InterruptedException {
    Summary summary = run("0");

    assertThat(summary.messages().sent()).isGreaterThan(3_000);
    assertThat(summary.messages().lost()).isZero();
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @Test
  void what_leaves_a_window_too_early_is_neither_lost_nor_delivered()
      throws IOException, InterruptedException {
    Summary summary = run("16");

    long unknown = TestUsers.anomalies(summary).getOrDefault("messagesFateUnknown", 0L);
    assertThat(unknown).isGreaterThan(1_000);
    assertThat(summary.messages().lost()).isZero();
    assertThat(summary.messages().ackedNotDelivered()).isZero();
    assertThat(summary.messages().delivered() + unknown).isEqualTo(summary.messages().sent());
    assertThat(TestUsers.anomalies(summary)).containsEntry("messagesStale", unknown);
  }
}
