package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose load generator was the limit say so, and are not blamed on the server. */
@Tag("alone")
class ClientLimitsIT {
  /** Ends by itself after a minute or two, should the test not get to end it. */
  private static final String HOG = "i=0; while [ $i -lt 100000000 ]; do i=$((i+1)); done";

  @TempDir Path folder;

  private final List<Process> hogs = new ArrayList<>();

  @AfterEach
  void endHogs() {
    hogs.forEach(Process::destroyForcibly);
  }

  private static void assertInvalid(ToolRun run, String reason)
      throws IOException, InterruptedException {
    assertThat(run.await()).as(run.output()).isEqualTo(3);
    assertThat(run.summary().path("verdict").asText()).isEqualTo("INVALID");
    assertThat(run.summary().path("reasons").toString()).contains(reason);
  }

  @Test
  void a_client_that_stood_still_is_told() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .target(server.port())
                .set("client.max-cpu-percent", "100")
                .load(20, 1, 12, 200, 1_000)
                .start()) {
      run.awaitOutput("online 20/20");
      List<ProcessHandle> shards = run.descendants().toList();
      assertThat(shards).isNotEmpty();
      for (ProcessHandle shard : shards) {
        send("STOP", shard);
        TimeUnit.SECONDS.sleep(2); // the standstill itself
        send("CONT", shard);
      }
      assertInvalid(run, "event loops lagged");
    }
  }

  /** Too short for any p99, and long enough to miss every answer of that time. */
  @Test
  void a_single_standstill_is_told_and_is_no_fault_of_the_server()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .target(server.port())
                .tolerant()
                .set("message.ack-timeout", "1s")
                .set("heartbeat.timeout", "1s")
                .set("heartbeat.max-missed", "1")
                .load(20, 1, 8, 200, 500)
                .start()) {
      run.awaitOutput("online 20/20");
      List<ProcessHandle> shards = run.descendants().toList();
      assertThat(shards).hasSize(1);
      send("STOP", shards.get(0));
      TimeUnit.MILLISECONDS.sleep(2_500); // the standstill itself
      send("CONT", shards.get(0));

      assertInvalid(run, "the load generator stood still for 2.");
      JsonNode summary = run.summary();
      assertThat(summary.path("reasons").toString()).doesNotContain("at p99 (bound");
      assertThat(summary.at("/connections/lost").asLong()).isZero();
      assertThat(summary.at("/anomalies/heartbeatsMissedInStandstill").asLong())
          .isPositive()
          .isEqualTo(summary.at("/heartbeats/missed").asLong());
      assertThat(summary.at("/anomalies/messagesUnackedInStandstill").asLong())
          .isPositive()
          .isEqualTo(summary.at("/messages/unacked").asLong());
    }
  }

  private static void send(String signal, ProcessHandle to)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid())).start().waitFor();
  }

  @Test
  void a_busy_machine_is_told() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder).target(server.port()).load(20, 1, 8, 200, 1_000).start()) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.stats().connectionsOpened() > 1);
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        hogs.add(new ProcessBuilder("sh", "-c", HOG).start());
      }
      assertInvalid(run, "CPU of the machine was");
    }
  }

  /** Enough to begin, and far too little for all: the process dies of it during the ramp. */
  @Test
  void a_heap_that_is_too_small_is_told_with_what_was_measured_until_then()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .target(server.port())
                .javaOptions("-Xmx36m")
                .load(8_000, 10, 5, 1_000, 1_000)
                .start()) {
      assertInvalid(run, "machine-0/shard-0 ran out of memory with a heap of at most 36m");
      assertThat(run.summary().at("/connections/attempted").asLong()).isPositive();
      assertThat(run.file("index.html")).exists();
    }
  }
}
