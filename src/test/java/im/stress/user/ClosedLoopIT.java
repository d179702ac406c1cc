package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same standstills of a server, as a closed and as an open loop see them. */
class ClosedLoopIT {
  private static final int USERS = 10;

  @TempDir Path folder;

  private Summary run(String name, String arrivals)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("stall=1s/2s")) {
      Summary summary =
          new TestUsers(folder.resolve(name), server.port())
              .set("users", Integer.toString(USERS))
              .set("duration", "3s")
              .set("heartbeat.interval", "0")
              .set("message.interval", "20ms")
              .set("message.arrivals", arrivals)
              .run();
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(server.stats().messages()).isEqualTo(summary.messages().sent());
      return summary;
    }
  }

  @Test
  void a_closed_loop_hides_what_an_open_loop_shows() throws IOException, InterruptedException {
    Summary closed = run("closed", "closed");
    Summary open = run("open", "uniform");

    // At most one message of each user is under way in each of two or three standstills.
    assertThat(closed.latencyMicros().get("ack").p90()).isLessThan(500_000);
    assertThat(open.latencyMicros().get("ack").p90()).isGreaterThan(500_000);
    assertThat(closed.latencyMicros()).doesNotContainKey("sendLateness");
    assertThat(closed.warnings())
        .contains(
            "latencies are service times: a slow answer delays the next request, so waiting is not"
                + " counted (im.message.arrivals = closed)");
    assertThat(open.latencyMicros()).containsKey("sendLateness");
    assertThat(open.warnings()).noneMatch(warning -> warning.contains("service times"));
  }
}
