package im.stress.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Chromium;
import im.stress.simlog.LogRecord;
import im.stress.simlog.SimulationLogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Gatling's own page in a browser. */
@Tag("own-jvm")
final class GatlingPageIT {
  private static final int OK = 30;
  private static final int KO = 10;

  @RegisterExtension private static final Chromium BROWSER = new Chromium();

  @TempDir private Path results;

  @BeforeEach
  void write_and_open_the_report_of_forty_requests() throws IOException {
    System.setProperty("java.util.prefs.userRoot", results.toString());
    Path folder = Files.createDirectories(results.resolve("gatling"));
    LogRecord.Run run =
        new LogRecord.Run("3.15.1", "im.stress.Any", 0, "", List.of("im"), List.of());
    try (SimulationLogWriter writer =
        SimulationLogWriter.create(folder.resolve("simulation.log"), run)) {
      writer.write(new LogRecord.User(0, true, 0));
      for (int i = 0; i < OK + KO; i++) {
        boolean ok = i < OK;
        writer.write(
            new LogRecord.Request(
                List.of(), "message ack", i * 100, i * 100 + 5, ok, ok ? "" : "unacked"));
      }
      writer.write(new LogRecord.User(0, false, 5000));
    }
    GatlingReport.generate(results, "gatling", results.resolve("gatling.txt"));
    BROWSER.requests();
    BROWSER.open(folder.resolve("index.html"));
  }

  private static double drawn(String container, String series) {
    return BROWSER.number(
        "Highcharts.charts.find(c => c && c.renderTo.id === '%s').series.find(s => s.name === '%s')"
                .formatted(container, series)
            + ".yData.reduce((sum, y) => sum + y, 0)");
  }

  @Test
  void charts_are_drawn_with_the_requests_of_the_run() {
    assertThat(drawn("container_number_of_requests", "OK")).isEqualTo(OK);
    assertThat(drawn("container_number_of_requests", "KO")).isEqualTo(KO);
    assertThat(drawn("ResponsesContainerId", "OK")).isEqualTo(OK);
    assertThat(drawn("ResponsesContainerId", "KO")).isEqualTo(KO);
    assertThat(
            BROWSER.number(
                "Highcharts.charts.filter(c => c && !c.container.querySelector('.highcharts-series"
                    + " path, .highcharts-series rect')).length"))
        .isZero();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void page_asks_for_nothing_but_files_beside_it() {
    String folder = results.resolve("gatling").toUri().toString();
    assertThat(BROWSER.requests())
        .hasSizeGreaterThan(5)
        .allMatch(url -> url.startsWith(folder) || url.startsWith("data:"));
  }
}
