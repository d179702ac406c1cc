package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.record.RunReader;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunChartsTest {

  @TempDir Path runDir;

  private Chart chart(String id) throws IOException {
    return PageCharts.of(RunReader.readAndMerge(runDir)).all().stream()
        .filter(chart -> chart.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Double> measured(Chart.Series series) {
    return series.values().stream().filter(Objects::nonNull).toList();
  }

  @Test
  void long_run_has_at_most_600_points_and_keeps_its_peak() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    for (long second = 0; second < 7000; second++) {
      shard.second(second, 10, 4, 4, 4, 0);
    }
    shard.latency(10, Metric.ACK, 1000).latency(4321, Metric.ACK, 9_000_000).write();
    Chart latency = chart("latency");
    assertThat(latency.x()).hasSizeLessThanOrEqualTo(600);
    assertThat(measured(latency.series().get(1)))
        .anySatisfy(millis -> assertThat(millis).isBetween(9000.0, 9010.0));
    assertThat(chart("rates").series().get(0).values()).containsOnly(4.0);
    assertThat(latency.text().tableRows()).hasSizeLessThanOrEqualTo(60);
    assertThat(latency.text().description())
        .contains("Ack p99: median 1.00 ms, largest 9.00 s at 1:12:00");
  }

  @Test
  void chart_of_what_was_not_measured_does_not_exist() throws IOException {
    new ShardFolder(runDir, 0, 0).measures().second(0, 1, 0, 0, 0, 0).write();
    assertThat(PageCharts.of(RunReader.readAndMerge(runDir)).all())
        .extracting(Chart::id)
        .containsExactly("online", "client-pauses");
  }

  @Test
  void percentiles_end_where_the_count_ends() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .second(0, 1, 0, 0, 0, 0)
        .latency(0, Metric.ACK, LongStream.rangeClosed(1, 1000).map(i -> i * 1000).toArray())
        .latency(0, Metric.DELIVERY, 5000, 6000)
        .write();
    Chart chart = chart("percentiles");
    assertThat(chart.x().get(chart.x().size() - 1)).isEqualTo(1000.0);
    assertThat(chart.series().get(0).values().get(chart.x().indexOf(10.0))).isBetween(900.0, 901.0);
    assertThat(measured(chart.series().get(1))).allMatch(millis -> millis < 6.01).hasSize(4);
  }

  @Test
  void deaths_are_shown_by_their_better_name_and_the_rest_as_not_listed() throws IOException {
    long[] idle = {30_000, 30_010, 30_020};
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    shard.died(
        Death.Phase.ONLINE,
        "closed-by-server",
        1006,
        "",
        idle,
        new long[] {40_000, 70_000, 99_000});
    for (int i = 0; i < 3; i++) {
      shard.deathLine(
          (ShardFolder.START + 1) * 1000 + i, Death.Phase.ONLINE, "closed-by-server", 1006, "");
    }
    shard.second(0, 9, 0, 0, 0, 0).second(1, 9, 0, 0, 0, 5).second(2, 9, 0, 0, 0, 0).write();
    Chart deaths = chart("deaths");
    assertThat(deaths.series())
        .extracting(Chart.Series::name)
        .containsExactly("idle-timeout-by-server", "not listed");
    assertThat(measured(deaths.series().get(0))).containsExactly(3.0);
    assertThat(measured(deaths.series().get(1))).containsExactly(2.0);
  }
}
