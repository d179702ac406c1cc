package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who write as soon as they are answered, over WebSocket. */
class ClosedLoopIT {
  private static final int USERS = 10;
  private static final int ACK_DELAY_MILLIS = 200;
  private static final int RUN_MILLIS = 5_500;

  @TempDir Path folder;

  @Test
  void the_server_sets_the_pace_and_latencies_are_service_times()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("ack-delay=" + ACK_DELAY_MILLIS + "ms")) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", Integer.toString(USERS))
              .set("duration", "5s")
              .set("message.interval", "10ms")
              .set("message.arrivals", "closed")
              .run();

      assertThat(summary.messages().sent())
          .isBetween((long) USERS, USERS * (RUN_MILLIS / ACK_DELAY_MILLIS + 1L));
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(server.stats().messages()).isEqualTo(summary.messages().sent());
      assertThat(summary.latencyMicros().get("ack").min())
          .isGreaterThan(ACK_DELAY_MILLIS * 1_000L * 99 / 100);
      assertThat(summary.latencyMicros()).doesNotContainKey("sendLateness");
      assertThat(summary.anomalies()).isEmpty();
      assertThat(summary.warnings())
          .contains(
              "latencies are service times: a slow answer delays the next request, so waiting is"
                  + " not counted (im.message.arrivals = closed)");
    }
  }
}
