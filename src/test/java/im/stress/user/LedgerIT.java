package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of each message, against the server's own counts, to the last one. */
class LedgerIT {
  @TempDir Path folder;

  private ServerStats stats;

  private Summary run(String... faults) throws IOException, InterruptedException {
    try (ImServer server = TestServer.with(faults)) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", "1000")
              .set("ramp-up", "2s")
              .set("duration", "2s")
              .set("message.interval", "500ms")
              .set("heartbeat.interval", "2s")
              .set("run.grace", "2s")
              .run();
      stats = server.stats();
      return summary;
    }
  }

  private void assertEqualsTheServersCounts(Summary summary) {
    Summary.Messages messages = summary.messages();
    assertThat(messages.sent()).isEqualTo(messages.intended()).isEqualTo(stats.messages());
    assertThat(messages.delivered())
        .isEqualTo(stats.pushes() - stats.pushesDuplicated() - stats.pushesMisrouted());
    assertThat(messages.lost()).isEqualTo(stats.pushesDropped() + stats.pushesOffline());
    assertThat(messages.duplicated()).isEqualTo(stats.pushesDuplicated());
    assertThat(messages.reordered()).isEqualTo(stats.pushesReordered());
    assertThat(messages.misrouted()).isEqualTo(stats.pushesMisrouted());
    assertThat(messages.acked()).isEqualTo(stats.acks() - stats.acksDuplicated());
    assertThat(messages.unacked()).isEqualTo(stats.acksDropped());
    assertThat(messages.delivered() + messages.lost() + messages.misrouted())
        .isEqualTo(messages.sent());
    assertThat(summary.heartbeats().answered()).isEqualTo(stats.heartbeats());
  }

  @Test
  void a_healthy_server_loses_nothing() throws IOException, InterruptedException {
    Summary summary = run();

    assertEqualsTheServersCounts(summary);
    assertThat(summary.messages().lost()).isZero();
    assertThat(summary.users().loggedIn()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-push", "duplicate-push", "reorder-push", "misroute-push"})
  void each_fault_alone_is_counted_exactly(String fault) throws IOException, InterruptedException {
    Summary summary = run(fault + "=0.05");

    assertEqualsTheServersCounts(summary);
    assertThat(
            stats.pushesDropped()
                + stats.pushesDuplicated()
                + stats.pushesReordered()
                + stats.pushesMisrouted())
        .isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"drop-ack, 100", "duplicate-ack, 100"})
  void acknowledgements_are_counted_exactly(String fault, long atLeast)
      throws IOException, InterruptedException {
    Summary summary = run(fault + "=0.05");

    assertEqualsTheServersCounts(summary);
    assertThat(stats.acksDropped() + stats.acksDuplicated()).isGreaterThan(atLeast);
  }

  @Test
  void all_faults_together_are_counted_exactly() throws IOException, InterruptedException {
    Summary summary =
        run(
            "drop-push=0.02",
            "duplicate-push=0.02",
            "reorder-push=0.02",
            "misroute-push=0.02",
            "drop-ack=0.02",
            "duplicate-ack=0.02",
            "garbage-push=0.02");

    assertEqualsTheServersCounts(summary);
    assertThat(summary.anomalies()).containsEntry("framesMalformed", stats.framesGarbage());
    assertThat(summary.connections().lost()).isZero();
  }
}
