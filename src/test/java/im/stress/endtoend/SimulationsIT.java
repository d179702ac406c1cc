package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.ServerSettings.Architecture;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static JsonNode population(JsonNode summary, int number, String name) {
    JsonNode found = summary.path("populations").path(number);
    assertThat(found.path("name").asText()).isEqualTo(name);
    return found;
  }

  /** The operations that Gatling's report has a page of, each by its title. */
  private static List<String> operationsInGatlingReport(ToolRun run) throws IOException {
    Pattern title = Pattern.compile("<title>Gatling Stats - (.*?)\\s*</title>");
    List<String> titles = new ArrayList<>();
    try (DirectoryStream<Path> pages =
        Files.newDirectoryStream(run.file("gatling"), "req_*.html")) {
      for (Path page : pages) {
        Matcher found = title.matcher(Files.readString(page));
        titles.add(found.find() ? found.group(1) : page + " without a title");
      }
    }
    return titles;
  }

  @Test
  void most_users_read_and_a_few_write() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run("simulation.MixedUsersSimulation")
                .set("groups.size", "10")
                .set("groups.interval", "200")
                .target(server.port())
                .load(40, 1, 3, 200, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      JsonNode summary = run.summary();
      ServerStats stats = server.stats();
      JsonNode readers = population(summary, 0, "readers");
      JsonNode writers = population(summary, 1, "writers");
      assertThat(readers.path("loggedIn").asLong()).isEqualTo(36);
      assertThat(writers.path("loggedIn").asLong()).isEqualTo(4);
      assertThat(readers.path("sent").asLong()).isZero();
      // At most 4 s of 4 writers with 5 messages a second: 80 in the mean, 7 deviations more.
      assertThat(writers.path("sent").asLong()).isEqualTo(stats.messages()).isBetween(1L, 140L);
      assertThat(writers.path("delivered")).isEqualTo(writers.path("sent"));
      assertThat(writers.path("acked")).isEqualTo(writers.path("sent"));
      assertThat(readers.path("groupSent").asLong()).isZero();
      assertThat(writers.path("groupSent").asLong()).isEqualTo(stats.groupMessages()).isPositive();
      assertThat(summary.at("/heartbeats/answered").asLong())
          .isEqualTo(stats.heartbeats())
          .isPositive();
      assertThat(operationsInGatlingReport(run))
          .contains("readers / heartbeat", "writers / message ack", "writers / group delivery")
          .doesNotContain("readers / message ack", "message ack");
    }
  }

  @Test
  void visitors_leave_early_and_all_is_accounted_for() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run("gatling.fixture.VisitorsSimulation")
                .set("groups.size", "10")
                .set("groups.interval", "1h")
                .target(server.port())
                .load(20, 1, 3, 0, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      JsonNode summary = run.summary();
      JsonNode messages = summary.path("messages");
      JsonNode visitors = population(summary, 0, "visitors");
      JsonNode residents = population(summary, 1, "residents");
      long ofVisitors = visitors.path("sent").asLong();
      long ofResidents = residents.path("sent").asLong();
      // Messages are off in the settings, and an hour apart in groups.
      assertThat(ofVisitors).isPositive();
      assertThat(ofResidents).isPositive();
      assertThat(ofVisitors + ofResidents)
          .isEqualTo(messages.path("sent").asLong())
          .isEqualTo(server.stats().messages());
      assertThat(messages.path("unacked").asLong()).isZero();
      assertThat(messages.path("lost")).isEqualTo(messages.path("lostInGap"));
      assertThat(summary.at("/connections/lost").asLong()).isZero();
      assertThat(visitors.path("groupSent").asLong()).isZero();
      assertThat(residents.path("groupSent").asLong())
          .isEqualTo(server.stats().groupMessages())
          .isPositive();
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
                .load(20, 1, 2, 500, 500)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      long delivered = run.summary().at("/messages/delivered").asLong();
      assertThat(delivered).isPositive().isEqualTo(server.stats().pushes());
      assertThat(run.summary().has("populations")).isFalse();
      assertThat(operationsInGatlingReport(run))
          .containsExactlyInAnyOrder("connect", "login", "message delivery");
    }
  }

  @Test
  void users_over_http_poll_for_what_was_written_to_them()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(Architecture.EVENTS);
        ToolRun run =
            run("simulation.ImHttpSimulation")
                .set("codec.format", "chat-room")
                .set("target.url", "http://127.0.0.1:" + server.httpPort().orElseThrow())
                .load(4, 0, 3, 200, 100)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      JsonNode summary = run.summary();
      assertThat(summary.at("/messages/delivered").asLong())
          .isPositive()
          .isEqualTo(summary.at("/messages/sent").asLong())
          .isEqualTo(server.stats().http().messagesSaved());
      assertThat(summary.at("/requests/answered")).isEqualTo(summary.at("/requests/made"));
      assertThat(summary.at("/success/online").isNumber()).isTrue();
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
