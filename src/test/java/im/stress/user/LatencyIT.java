package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latency counts from the time at which a message was due: what stands still shows in full. */
@Tag("alone")
class LatencyIT {
  @TempDir Path folder;

  /**
   * Three stalls of 3 s in 30 s. A message that is due in a stall waits for its end: of all
   * messages, (3 s - w) / 10 s wait longer than w. So 20 % wait longer than 1.0 s, 10 % longer than
   * 2.0 s, 5 % longer than 2.5 s, 1 % longer than 2.9 s.
   */
  @Test
  void percentiles_are_those_of_an_open_loop_when_the_server_stands_still()
      throws IOException, InterruptedException {
    warmUp();
    try (ImServer server = TestServer.with("stall=3s/10s")) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", "200")
              .set("ramp-up", "100ms")
              .set("duration", "30s")
              .set("message.interval", "100ms")
              .set("heartbeat.interval", "0ms")
              .set("run.grace", "5s")
              .run();

      Summary.Latency ack = summary.latencyMicros().get("ack");
      assertThat(ack.p90()).isCloseTo(2_000_000, withPercentage(5));
      assertThat(ack.p95()).isCloseTo(2_500_000, withPercentage(5));
      assertThat(ack.p99()).isCloseTo(2_900_000, withPercentage(5));
      assertThat(summary.messages().sent()).isEqualTo(summary.messages().intended());
      assertThat(summary.messages().intended()).isCloseTo(60_000, within(500L));
      assertThat(summary.messages().acked()).isEqualTo(server.stats().acks());
    }
  }

  /**
   * Compilers at work beside it would make client and server take longer for the 6,000 messages of
   * each stall: the 90th percentile is 0.08 s above the arithmetic then, 0.03 without.
   */
  private void warmUp() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("stall=1s/2s")) {
      new TestUsers(folder.resolve("warm-up"), server.port())
          .set("users", "200")
          .set("ramp-up", "100ms")
          .set("duration", "10s")
          .set("message.interval", "50ms")
          .set("heartbeat.interval", "0ms")
          .run();
    }
  }

  @Test
  void a_constant_answer_time_is_measured_as_it_is() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("ack-delay=100ms")) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", "100")
              .set("duration", "8s")
              .set("message.interval", "500ms")
              .set("heartbeat.interval", "0ms")
              .run();

      Summary.Latency ack = summary.latencyMicros().get("ack");
      Summary.Latency delivery = summary.latencyMicros().get("delivery");
      assertThat(ack.min()).isGreaterThanOrEqualTo(100_000);
      // What is more than 1 ms above is this machine's own: its event loops lag as much.
      long lag = summary.latencyMicros().get("eventLoopLag").p99();
      assertThat(ack.p50()).isLessThan(100_000 + 1_000 + lag);
      // Pushes don't wait for acks.
      assertThat(delivery.p50()).isLessThan(ack.min());
    }
  }
}
