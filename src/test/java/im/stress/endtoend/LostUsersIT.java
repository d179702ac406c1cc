package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of a run. */
class LostUsersIT {
  @TempDir Path folder;

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
    int port = ServerProcess.awaitReady(server, "ws").url().getPort();
    try (ToolRun run =
        new ToolRun.Builder(folder)
            .tolerant()
            .cold()
            .target(port)
            .load(50, 1, 9, 500, 1_000)
            .start()) {
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> online(run) == 50);
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
}
