package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.server.ImServer;
import im.stress.server.ServerProcess;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that lose their users in the middle of a run. */
class LostUsersIT {
  @TempDir Path folder;

  private ToolRun.Builder run(int port) {
    return new ToolRun.Builder(folder).tolerant().target(port);
  }

  private static Process serve() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        List.of(java, "-cp", classPath, "im.stress.cli.Main", "serve", "--port", "0");
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static int online(ToolRun run) throws IOException {
    Path counts = run.file("machine-0/shard-0/counts.json");
    return Files.exists(counts)
        ? new ObjectMapper().readTree(counts.toFile()).path("peakOnline").asInt()
        : 0;
  }

  /** As when the kernel kills it for want of memory. */
  @Test
  void a_killed_server_is_no_pass_and_the_first_line_says_why()
      throws IOException, InterruptedException {
    Process server = serve();
    int port = ServerProcess.awaitReady(server).url().getPort();
    try (ToolRun run = run(port).load(50, 1, 9, 500, 1_000).start()) {
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> online(run) == 50);
      server.destroyForcibly();
      assertThat(run.await()).as(run.output()).isEqualTo(2);

      JsonNode summary = run.summary();
      assertThat(summary.path("verdict").asText()).isEqualTo("FAIL");
      assertThat(summary.at("/reasons/0").asText())
          .matches("all 50 users lost (at|by) 0:\\d\\d, \\d+ s before the end");
      assertThat(summary.at("/success/online").asDouble()).isBetween(0.01, 0.9);
      assertThat(summary.at("/success/overall").asDouble()).isBetween(0.01, 0.9);
      assertThat(run.output().lines()).anyMatch(line -> line.startsWith("  - all 50 users lost"));
      assertThat(Files.readString(run.file("index.html"))).contains("all 50 users lost ");
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void no_threshold_of_the_user_makes_a_pass_of_it() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("reset-after=2s");
        ToolRun run =
            run(server.port())
                .set("thresholds", "messages.duplicated <= 0")
                .set("run.shards", "2")
                .load(50, 1, 6, 500, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isEqualTo(2);

      assertThat(run.summary().at("/thresholds/0/ok").asBoolean()).isTrue();
      assertThat(run.summary().at("/reasons").toString()).contains("all 50 users lost ");
      assertThat(run.file("junit.xml")).content().contains("all 50 users lost ");
    }
  }

  @Test
  void users_that_come_back_are_not_lost() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run(server.port())
                .set("storm.at", "3s")
                .set("storm.percent", "100")
                .set("reconnect.policy", "fixed")
                .set("reconnect.delay", "500ms")
                .set("thresholds", "success.connect >= 0.99")
                .load(50, 1, 7, 500, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      JsonNode summary = run.summary();
      assertThat(summary.at("/connections/reconnected").asInt()).isEqualTo(50);
      // At least half a second of seven and a half.
      assertThat(summary.at("/success/online").asDouble()).isBetween(0.7, 0.94);
    }
  }
}
