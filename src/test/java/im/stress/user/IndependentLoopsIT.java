package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed's third failure: heartbeats that drift, because an ack is waited for. */
@Tag("alone")
class IndependentLoopsIT {
  @TempDir Path folder;

  private static long dueOffline(Summary summary, String what) {
    return summary.anomalies().getOrDefault(what + "DueOffline", 0L);
  }

  @Test
  void late_acks_delay_neither_heartbeats_nor_messages() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("ack-delay=5s")) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", "50")
              .set("duration", "10s")
              .set("message.interval", "500ms")
              .set("heartbeat.interval", "1s")
              .set("run.grace", "7s")
              .run();

      // Phases are spread over the interval: on average one tick for each interval. The first
      // logins
      // of a cold JVM take a while, and what was due before them is counted apart.
      assertThat(summary.heartbeats().intended() + dueOffline(summary, "heartbeats"))
          .isBetween(490L, 530L);
      assertThat(summary.heartbeats().sent()).isEqualTo(summary.heartbeats().intended());
      assertThat(summary.latencyMicros().get("heartbeatLateness").p99()).isLessThan(50_000);
      assertThat(summary.messages().intended() + dueOffline(summary, "messages"))
          .isBetween(980L, 1_080L);
      assertThat(summary.messages().sent()).isEqualTo(summary.messages().intended());
      assertThat(summary.latencyMicros().get("sendLateness").p99()).isLessThan(50_000);
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(summary.latencyMicros().get("ack").min()).isGreaterThanOrEqualTo(4_990_000);
      assertThat(summary.latencyMicros().get("ack").p50()).isLessThan(5_500_000);
      assertThat(server.stats().heartbeats()).isEqualTo(summary.heartbeats().sent());
      assertThat(server.stats().messages()).isEqualTo(summary.messages().sent());
    }
  }
}
