package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.model.Metric;
import im.stress.model.TimelineColumn;
import im.stress.record.JsonFiles;
import im.stress.record.RowTable;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows is what was measured. */
class ReportPageIT {

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path runDir;

  private void open(ShardFolder shard) throws IOException {
    shard.write();
    Runs.report(runDir, TestSettings.of(TestSettings.atLeast("success.connect", 0.99)));
    BROWSER.open(runDir.resolve("index.html"));
  }

  /** A column of timeline.csv as a script would write it, without empty cells. */
  private String column(TimelineColumn column, double divisor) throws IOException {
    return RowTable.read(runDir.resolve("timeline.csv"), TimelineColumn.class)
        .values(column)
        .mapToObj(value -> Runs.plain(value / divisor))
        .collect(Collectors.joining(","));
  }

  private static String drawn(String chart, int series) {
    return BROWSER.text(
        "Chart.getChart('%s').data.datasets[%d].data.map(p => p.y).filter(y => y !== null).join()"
            .formatted(chart, series));
  }

  @Test
  void charts_are_drawn_with_the_rows_of_the_timeline() throws IOException {
    open(Runs.good(runDir));
    assertThat(BROWSER.text("imStress.charts.map(c => c.canvas.id).join()"))
        .isEqualTo(
            "latency,percentiles,online,rates,lateness,client-cpu,client-pauses,client-memory,"
                + "target-cpu,target-memory,target-sockets,target-pauses");
    assertThat(drawn("latency", 0)).isEqualTo(column(TimelineColumn.ACK_P50, 1000));
    assertThat(drawn("latency", 1)).isEqualTo(column(TimelineColumn.ACK_P99, 1000));
    assertThat(drawn("latency", 2)).isEqualTo(column(TimelineColumn.DELIVERY_P99, 1000));
    assertThat(drawn("online", 0)).isEqualTo(column(TimelineColumn.ONLINE, 1));
    assertThat(drawn("rates", 0)).isEqualTo(column(TimelineColumn.SENDS, 1));
    assertThat(drawn("rates", 2)).isEqualTo(column(TimelineColumn.DELIVERIES, 1));
    assertThat(BROWSER.blankCanvases()).isEmpty();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void distribution_is_that_of_the_summary() throws IOException {
    open(Runs.good(runDir));
    JsonNode ack =
        JsonFiles.read(runDir.resolve("summary.json"), JsonNode.class)
            .orElseThrow()
            .path("latencyMicros")
            .path("ack");
    String points = "Chart.getChart('percentiles').data.datasets[0].data";
    assertThat(BROWSER.number(points + ".find(p => p.x === 2).y * 1000"))
        .isEqualTo(ack.path("p50").asDouble());
    assertThat(BROWSER.number(points + ".find(p => p.x === 100).y * 1000"))
        .isEqualTo(ack.path("p99").asDouble());
    assertThat(BROWSER.text("document.getElementById('percentiles').getAttribute('aria-label')"))
        .contains("Ack: 50 % within 10.0 ms, 99 % within 20.0 ms, slowest 20.0 ms");
  }

  @Test
  void axes_are_marked_at_round_figures() throws IOException {
    open(Runs.good(runDir));
    String labels = ".ticks.map(t => t.label).filter(l => l).join()";
    String scales = "Chart.getChart('latency').scales";
    assertThat(BROWSER.text(scales + ".y" + labels)).isEqualTo("10 ms,20 ms,50 ms,100 ms");
    assertThat(BROWSER.text(scales + ".x" + labels))
        .isEqualTo("0:00,0:15,0:30,0:45,1:00,1:15,1:30,1:45,2:00,2:15,2:30");
    assertThat(BROWSER.text("Chart.getChart('percentiles').scales.x" + labels))
        .isEqualTo("0 %,50 %,90 %,99 %,99.9 %");
  }

  @Test
  void all_charts_over_time_have_the_same_axis_and_it_begins_with_the_ramp() throws IOException {
    open(Runs.good(runDir).start((ShardFolder.START - 2) * 1000 + 100));
    String axes =
        "new Set(imStress.charts.filter(c => c.canvas.id !== 'percentiles').map(c => [c.scales.x"
            + ".min, c.scales.x.max, c.chartArea.left, c.chartArea.width].join())).size";
    assertThat(BROWSER.number(axes)).isEqualTo(1);
    assertThat(BROWSER.number("Chart.getChart('rates').data.datasets[0].data.find(p => p.y > 0).x"))
        .isEqualTo(32);
  }

  @Test
  void each_drawing_has_its_figures_in_words_and_in_a_table() throws IOException {
    open(Runs.good(runDir).latency(77, Metric.ACK, 41_000));
    assertThat(BROWSER.text("document.getElementById('latency').getAttribute('aria-label')"))
        .contains("Ack p99: median 20.0 ms, largest 41.0 ms at 1:17;");
    assertThat(
            BROWSER.text(
                "[...document.querySelectorAll('canvas')].filter(c => c.getAttribute('role') !=="
                    + " 'img' || !c.closest('section').querySelector('details tbody tr')).length"))
        .isEqualTo("0");
  }

  @Test
  void day_long_run_has_a_small_page_that_shows_its_dips_and_peaks() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    for (long second = 0; second < 86_400; second++) {
      boolean odd = second == 43_210;
      shard.second(second, odd ? 7 : 5000, odd ? 9000 : 1000, 1000, 1000, 0);
      shard.monitor(second, 12.5, 40, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }
    open(shard.latency(43_210, Metric.ACK, 9_000_000));
    assertThat(Files.size(runDir.resolve("index.html"))).isLessThan(1_000_000);
    String values = "Chart.getChart('%s').data.datasets[0].data.map(p => p.y)";
    assertThat(BROWSER.number("Math.min(..." + values.formatted("online") + ")")).isEqualTo(7);
    assertThat(BROWSER.number("Math.max(..." + values.formatted("rates") + ")")).isEqualTo(9000);
    assertThat(BROWSER.number("Math.max(..." + values.formatted("latency") + ")"))
        .isBetween(9000.0, 9010.0);
    assertThat(BROWSER.console()).isEmpty();
  }
}
