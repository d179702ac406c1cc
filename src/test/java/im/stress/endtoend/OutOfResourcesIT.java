package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that the operating system gives no more sockets: every one it refused is named. */
@Tag("alone")
class OutOfResourcesIT {
  @TempDir Path folder;

  /** Counted on both sides: every connect that failed is a death of this cause, and the reverse. */
  private static void assertInvalid(ToolRun run, int users, String cause, String reason)
      throws IOException, InterruptedException {
    assertThat(run.await()).as(run.output()).isEqualTo(3);
    JsonNode summary = run.summary();
    assertThat(summary.path("verdict").asText()).isEqualTo("INVALID");
    assertThat(summary.path("reasons").toString()).contains(reason);
    JsonNode connections = summary.path("connections");
    long failed = connections.path("failed").asLong();
    assertThat(connections.path("attempted").asLong()).isEqualTo(users);
    assertThat(connections.path("opened").asLong() + failed).isEqualTo(users);
    assertThat(connections.path("deaths")).hasSize(1);
    JsonNode death = connections.path("deaths").get(0);
    assertThat(death.path("cause").asText()).isEqualTo(cause);
    assertThat(death.path("phase").asText()).isEqualTo("connect");
    assertThat(death.path("count").asLong()).isEqualTo(failed).isPositive();
    assertThat(death.path("firstEpochMillis").asLong())
        .isLessThanOrEqualTo(death.path("lastEpochMillis").asLong());
    assertThat(Files.readAllLines(run.file("deaths.jsonl"))).hasSize((int) failed);
  }

  /** Needs Linux, unshare and ip; root, or a machine that lets users have namespaces. */
  @Test
  void local_ports_that_run_out_are_named_and_make_the_run_invalid()
      throws IOException, InterruptedException {
    assumeTrue(ToolRun.canLimitLocalPorts(), "no network namespace to be had here");
    try (ToolRun run =
        new ToolRun.Builder(folder)
            .tolerant()
            .cold()
            .fewLocalPorts(40_000, 40_019)
            .set("server.port", "10001")
            .load(40, 2, 3, 500, 1_000)
            .start()) {
      // The runner would refuse a run with fewer ports than users.
      run.awaitOutput("expected to end at");
      run.takeLocalPorts();

      assertInvalid(run, 40, "out-of-ports", "this machine ran out of local ports");
      long opened = run.summary().at("/connections/opened").asLong();
      // One of the 20 may still be waiting for the end of the preflight's connection.
      assertThat(opened).isBetween(19L, 20L);
      assertThat(run.summary().at("/users/peakOnline").asLong()).isEqualTo(opened);
    }
  }

  /** Needs Linux and prlimit: the runner would split the users where it knew of the limit. */
  @Test
  void file_handles_that_run_out_are_named_and_the_shard_lives_to_tell()
      throws IOException, InterruptedException {
    assumeTrue(ToolRun.canLimitFileHandles(), "no prlimit here");
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .tolerant()
                .cold()
                .target(server.port())
                .load(200, 10, 4, 500, 1_000)
                .start()) {
      // The preflight's, and the first of the users.
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> server.stats().connectionsOpened() > 1);
      run.leaveFileHandles(20);

      assertInvalid(run, 200, "out-of-fds", "this machine ran out of file handles");
      JsonNode summary = run.summary();
      // One connection more at the server: the preflight's.
      assertThat(summary.at("/connections/opened").asLong())
          .isEqualTo(server.stats().connectionsOpened() - 1);
      assertThat(summary.at("/messages/sent").asLong()).isEqualTo(server.stats().messages());
      assertThat(summary.at("/messages/lost").asLong()).isZero();
      assertThat(Files.readString(run.file("machine-0/shard-0/counts.json")))
          .contains("\"state\":\"finished\"");
    }
  }
}
