package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomArrivalsIT {
  @TempDir Path folder;

  @Test
  void messages_at_random_keep_their_rate_and_are_all_accounted_for()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", "50")
              .set("duration", "5s")
              .set("message.interval", "100ms")
              .set("message.arrivals", "poisson")
              .run();

      // 50 users for 5.25 s each, online or not: 2,625, give or take five standard deviations of
      // 51.
      long due =
          summary.messages().intended()
              + summary.messages().skippedNoContact()
              + summary.anomalies().getOrDefault("messagesDueOffline", 0L);
      assertThat(due).isBetween(2_370L, 2_880L);
      assertThat(summary.messages().sent()).isEqualTo(summary.messages().intended());
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
      assertThat(server.stats().messages()).isEqualTo(summary.messages().sent());
    }
  }
}
