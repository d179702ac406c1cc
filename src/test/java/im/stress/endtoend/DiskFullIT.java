package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose disk is full: what was measured is kept, and what is missing is told. */
class DiskFullIT {
  /** Gatling's report takes 3 of them. */
  private static final int MEGABYTES = 12;

  private static final String SHARD = "machine-0/shard-0/";

  @TempDir Path folder;

  private ToolRun.Builder run() {
    return new ToolRun.Builder(folder)
        .tolerant()
        .cold()
        .set("server.port", "0")
        .set("thresholds", "success.login >= 0.99");
  }

  private static long rows(Path csv) throws IOException {
    return Files.exists(csv) ? Files.readAllLines(csv).size() - 1 : 0;
  }

  private static JsonNode counts(ToolRun run) throws IOException {
    return new ObjectMapper().readTree(run.file(SHARD + "counts.json").toFile());
  }

  @Test
  void what_was_measured_before_the_disk_was_full_is_kept_and_one_line_tells()
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("results"), MEGABYTES);
        ToolRun run = run().load(20, 1, 8, 100, 1_000).start()) {
      Path timeline = run.file(SHARD + "timeline.csv");
      Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> rows(timeline) > 4);
      disk.fill();

      assertThat(run.await()).as(run.output()).isEqualTo(1);
      assertThat(run.output().lines().filter(line -> line.contains("No space left on device")))
          .singleElement()
          .asString()
          .contains("the report can't be written")
          .endsWith("what was measured is kept there");
      assertThat(rows(timeline)).isGreaterThan(4);
      for (String name : List.of("timeline.csv", "latency.hlog", "monitor.csv")) {
        assertThat(run.file(SHARD + name)).content().endsWith("\n");
      }
      assertThat(counts(run).at("/counters/messagesSent").asLong()).isPositive();
    }
  }

  @Test
  void disk_that_is_full_for_a_moment_costs_no_figure_and_is_told()
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("results"), MEGABYTES);
        ToolRun run = run().load(20, 1, 12, 100, 1_000).start()) {
      Path timeline = run.file(SHARD + "timeline.csv");
      Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> rows(timeline) > 4);
      disk.fill();
      TimeUnit.SECONDS.sleep(3); // the moment itself
      disk.free();

      assertThat(run.await()).as(run.output()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.path("verdict").asText()).isEqualTo("PASS");
      assertThat(counts(run).path("warnings").toString())
          .contains("latency.hlog could not be written between")
          .contains("(No space left on device): nothing is lost");
      assertThat(summary.at("/latencyMicros/ack/count").asLong())
          .isEqualTo(summary.at("/messages/acked").asLong())
          .isPositive();
      assertThat(rows(timeline)).isGreaterThan(9);
      assertThat(run.file("gatling/index.html")).exists();
    }
  }
}
