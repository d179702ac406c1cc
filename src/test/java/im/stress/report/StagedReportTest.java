package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedReportTest {
  @TempDir Path folder;

  private List<String> figures(String step) throws IOException {
    JsonNode summary =
        JsonFiles.read(folder.resolve(step + "/summary.json"), JsonNode.class).orElseThrow();
    return List.of(
        summary.at("/users/connected").asText(),
        summary.at("/rates/sentPerSecond").asText(),
        summary.at("/rates/deliveredPerSecond").asText(),
        summary.at("/success/overall").asText(),
        summary.at("/latencyMicros/ack/p50").asText(),
        summary.at("/latencyMicros/ack/p99").asText(),
        summary.at("/latencyMicros/delivery/p99").asText(),
        summary.at("/client/cpuPercentMean").asText(),
        summary.at("/client/rssBytesMax").asText(),
        summary.at("/connections/lost").asText());
  }

  @Test
  void figures_are_those_of_the_runs_and_of_their_monitor() throws IOException {
    StagedSummary written = StagedRuns.write(folder);

    assertThat(StagedReport.read(folder)).contains(written);
    for (StagedSummary.Step step : written.steps().subList(0, 2)) {
      StagedSummary.Figures f = step.figures();
      assertThat(
              List.of(
                  f.connected(),
                  f.sentPerSecond(),
                  f.deliveredPerSecond(),
                  f.success(),
                  f.ackP50Micros(),
                  f.ackP99Micros(),
                  f.deliveryP99Micros(),
                  f.client().cpuPercentMean(),
                  f.client().rssBytesMax(),
                  f.lost()))
          .extracting(String::valueOf)
          .isEqualTo(figures(step.name()));
      assertThat(f.target()).isEqualTo(new StagedSummary.Side(30.2, 60.0, 600_000_000L));
    }
  }

  @Test
  void step_that_did_not_run_has_no_figures() throws IOException {
    StagedSummary.Step step = StagedRuns.write(folder).steps().get(2);

    assertThat(step.verdict()).isNull();
    assertThat(step.figures()).isNull();
    assertThat(Files.readString(folder.resolve("summary.md")))
        .contains("| 3-1000 | 1,000 | – | – | – | – | – | – | – | – | – | – | – | – | not run |");
  }

  @Test
  void target_that_was_not_watched_has_a_dash() throws IOException {
    StagedRuns.write(folder);
    for (String step : List.of("1-100", "2-100")) {
      Path monitor = folder.resolve(step + "/monitor.csv");
      Files.writeString(monitor, Files.readString(monitor).replace("target", "other"));
    }

    StagedRuns.report(folder, Optional.empty());

    assertThat(Files.readString(folder.resolve("summary.md")))
        .contains(" | 12.6 % | 286 MiB | – | – | 0 | PASS |");
  }

  @Test
  void markdown_has_a_table_and_lists_of_lines() throws IOException {
    StagedRuns.write(folder);

    assertThat(Files.readString(folder.resolve("summary.md")).lines())
        .contains(
            "# FAIL: staged run " + folder.getFileName(),
            "The target was the limit at 100 users.",
            "- 1 of 3 steps passed, up to 100 users",
            "| 1-100 | 100 | 100 | 20.0 | 20.0 | 100 % | 10.0 ms | 20.0 ms | 40.0 ms | 12.6 % |"
                + " 286 MiB | 30.2 % | 572 MiB | 0 | PASS |",
            "- 3-1000: 1000 users");
  }

  @Test
  void console_has_a_row_for_each_step_in_columns() throws IOException {
    String console = StagedReport.console(folder, StagedRuns.write(folder));

    assertThat(console.lines().filter(line -> line.matches(" {2}(step|\\d-).*")))
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(130))
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("  step    users  conn  sent/s").endsWith("verdict"),
            line -> assertThat(line).startsWith("  1-100     100   100    20.0").endsWith("PASS"),
            line -> assertThat(line).startsWith("  2-100     100   100    20.0").endsWith("FAIL"),
            line ->
                assertThat(line).startsWith("  3-1000  1,000     –       –").endsWith("not run"));
  }

  @Test
  void run_that_still_goes_on_says_so() throws IOException {
    Files.createDirectories(folder);

    StagedSummary summary = StagedRuns.report(folder, Optional.empty());

    assertThat(summary.verdict()).isNull();
    assertThat(folder.resolve("index.html")).content().contains("RUNNING", "Not over yet.");
  }
}
