package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulations that compose what users do, in processes of their own. */
class SimulationsIT {
  @TempDir Path folder;

  private ToolRun.Builder run(String simulation) {
    return new ToolRun.Builder(folder)
        .tolerant()
        .set("run.simulation", "im.stress." + simulation)
        .set("thresholds", "success.login >= 1");
  }

  @Test
  void most_users_read_and_a_few_write() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run("simulation.MixedUsersSimulation")
                .set("run.shards", "2")
                .target(server.port())
                .load(40, 1, 4, 200, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      JsonNode summary = run.summary();
      ServerStats stats = server.stats();
      long sent = summary.at("/messages/sent").asLong();
      // At most 5 s of 4 writers with 5 messages a second: 100 in the mean, 10 deviations more.
      assertThat(sent).isEqualTo(stats.messages()).isBetween(1L, 200L);
      assertThat(summary.at("/messages/delivered").asLong()).isEqualTo(sent);
      assertThat(summary.at("/messages/acked").asLong()).isEqualTo(sent);
      assertThat(summary.at("/heartbeats/answered").asLong())
          .isEqualTo(stats.heartbeats())
          .isPositive();
      assertThat(summary.at("/users/loggedIn").asLong()).isEqualTo(40);
      assertThat(Files.readString(run.file("gatling/index.html")))
          .contains("readers")
          .contains("writers");
    }
  }

  @Test
  void visitors_leave_early_and_all_is_accounted_for() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run("gatling.fixture.VisitorsSimulation")
                .target(server.port())
                .load(20, 1, 4, 0, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      JsonNode summary = run.summary();
      JsonNode messages = summary.path("messages");
      assertThat(messages.path("sent").asLong())
          .isEqualTo(server.stats().messages())
          .isGreaterThan(100);
      assertThat(messages.path("unacked").asLong()).isZero();
      assertThat(messages.path("lost")).isEqualTo(messages.path("lostInGap"));
      assertThat(summary.at("/connections/lost").asLong()).isZero();
      // Heartbeats are on in the settings, and no user was told to send any.
      assertThat(summary.has("heartbeats")).isFalse();
      assertThat(server.stats().heartbeats()).isZero();
      assertThat(server.stats().connectionsOpen()).isZero();
    }
  }

  @Test
  void users_over_tcp_need_no_heartbeats() throws IOException, InterruptedException {
    try (ImServer server = TestServer.withTcp();
        ToolRun run =
            run("simulation.ImTcpSimulation")
                .set("codec.format", "chat-server")
                .set("target.url", "tcp://127.0.0.1:" + server.tcpPort().orElseThrow())
                .load(20, 1, 3, 500, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      long delivered = run.summary().at("/messages/delivered").asLong();
      assertThat(delivered).isPositive().isEqualTo(server.stats().pushes());
    }
  }

  @Test
  void shares_that_are_not_all_users_are_told_in_one_line()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run("gatling.fixture.BadSharesSimulation")
                .target(server.port())
                .load(20, 1, 3, 500, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isEqualTo(1);

      assertThat(run.output())
          .contains(
              "failed with exit code 1: users: expected shares that add up to 100 percent, got 90 + 5"
                  + " = 95");
    }
  }
}
