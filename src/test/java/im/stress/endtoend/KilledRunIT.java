package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose own process is killed with SIGKILL leaves what it measured. */
class KilledRunIT {
  @TempDir Path folder;

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void figures_up_to_the_last_summary_stand_and_a_merge_has_the_rest()
      throws IOException, InterruptedException {
    JsonNode last;
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .arguments("soak", "--hours", "1", "20", "1", "100", "1000")
                .target(server.port())
                .tolerant()
                .patient()
                .set("run.summary-interval", "1s")
                .set("run.warm-up", "0s")
                .start()) {
      await()
          .atMost(Duration.ofMinutes(3))
          .ignoreExceptions()
          .until(() -> run.summary().at("/messages/acked").asInt() > 200);
      List<ProcessHandle> children = run.descendants().toList();
      run.signal("KILL");
      run.await();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      last = run.summary();
      assertThat(run.file("index.html")).doesNotExist();
    }
    assertThat(last.path("verdict").asText()).isEqualTo("INTERRUPTED");
    assertThat(last.path("reasons").get(0).asText()).contains("still going on at");
    assertThat(last.at("/latencyMicros/ack/count").asInt()).isGreaterThan(100);
    JsonNode merged = merged();
    assertThat(merged.path("verdict").asText()).isEqualTo("INTERRUPTED");
    assertThat(merged.at("/messages/sent").asInt())
        .isGreaterThanOrEqualTo(last.at("/messages/sent").asInt());
    assertThat(merged.at("/latencyMicros/ack/count").asInt())
        .isEqualTo(merged.at("/messages/acked").asInt());
  }

  private JsonNode merged() throws IOException, InterruptedException {
    Path results = folder.resolve("results");
    try (ToolRun merge =
        new ToolRun.Builder(folder)
            .arguments("merge", results.resolve("run").toString(), "--out", "all")
            .start()) {
      assertThat(merge.await()).as(merge.output()).isEqualTo(130);
    }
    assertThat(Files.readString(results.resolve("all/index.html"))).contains("INTERRUPTED");
    assertThat(results.resolve("all/gatling/index.html")).exists();
    return read(results.resolve("all/summary.json"));
  }
}
