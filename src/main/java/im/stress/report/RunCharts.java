package im.stress.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The charts about the target: latency, users, rates, lost connections, own lateness. */
final class RunCharts {

  /** Most points of a series: about one for each pixel of a phone, two for a desktop's. */
  static final int MAX_POINTS = 600;

  private final RunData run;
  private final TimeBuckets time;

  private RunCharts(RunData run) {
    this.run = run;
    this.time = TimeBuckets.over(run.timeline(), MAX_POINTS);
  }

  /** All charts of the page that have data, in its order. */
  static List<Chart> of(RunData run) {
    RunCharts charts = new RunCharts(run);
    List<Chart> all = new ArrayList<>();
    all.add(charts.latency());
    all.add(PercentileChart.of(run.histograms()));
    all.add(charts.online());
    all.add(charts.rates());
    all.add(DeathChart.of(run));
    all.add(charts.lateness());
    all.addAll(ResourceCharts.of(run, charts.time));
    return all.stream().filter(chart -> !chart.series().isEmpty()).toList();
  }

  /** When full load began and ended, in seconds since the start; what isn't known is left out. */
  static Map<String, Double> marks(RunData run) {
    TimeBuckets time = TimeBuckets.over(run.timeline(), MAX_POINTS);
    Map<String, Double> marks = new LinkedHashMap<>();
    earliest(run, ShardCounts::fullLoadEpochMillis)
        .forEach(millis -> marks.put("full load", time.secondsSinceStart(millis)));
    earliest(run, ShardCounts::leaveEpochMillis)
        .forEach(millis -> marks.put("leaving", time.secondsSinceStart(millis)));
    return marks;
  }

  private static Stream<Long> earliest(RunData run, ToLongFunction<ShardCounts> epochMillis) {
    return run.shards().stream()
        .flatMap(shard -> shard.counts().stream())
        .map(epochMillis::applyAsLong)
        .filter(millis -> millis > 0)
        .min(Long::compare)
        .stream();
  }

  private Chart latency() {
    return overTime(
        "latency",
        "Latency over time",
        "From the time at which a message was due. " + steps("largest"),
        true,
        "ms",
        List.of(
            micros("Ack p50", row -> row.latency().ackP50()),
            micros("Ack p99", row -> row.latency().ackP99()),
            micros("Delivery p99", row -> row.latency().deliveryP99())));
  }

  private Chart online() {
    List<Double> online =
        time.last(run.timeline(), TimelineRow::epochSecond, row -> (double) row.online());
    return overTime(
        "online", "Users online", "", false, "", List.of(new Chart.Series("Users online", online)));
  }

  private Chart rates() {
    List<Chart.Series> series = new ArrayList<>();
    if (run.timeline().stream().anyMatch(row -> row.sends() > 0)) {
      series.add(rate("Sent", TimelineRow::sends));
      if (Measured.acks(run)) {
        series.add(rate("Acked", TimelineRow::acks));
      }
      if (Measured.ledger(run)) {
        series.add(rate("Delivered", TimelineRow::deliveries));
      }
    }
    return overTime("rates", "Messages a second", steps("mean"), false, "", series);
  }

  private Chart lateness() {
    return overTime(
        "lateness",
        "Own sends on time",
        "By how much heartbeats and messages left later than they were due, 99th percentile. "
            + steps("largest"),
        false,
        "ms",
        List.of(
            micros("Heartbeats", row -> row.latency().heartbeatLatenessP99()),
            micros("Messages", row -> row.latency().sendLatenessP99())));
  }

  private Chart.Series rate(String name, ToLongFunction<TimelineRow> count) {
    return new Chart.Series(
        name, time.perSecond(run.timeline(), row -> (double) count.applyAsLong(row)));
  }

  private Chart.Series micros(String name, Function<TimelineRow, Long> micros) {
    return new Chart.Series(
        name,
        time.largest(
            run.timeline(),
            TimelineRow::epochSecond,
            row -> micros.apply(row) == null ? null : Double.valueOf(micros.apply(row) / 1000.0)));
  }

  private String steps(String which) {
    return time.widthSeconds() == 1
        ? ""
        : "Each point is the " + which + " of " + time.widthSeconds() + " seconds.";
  }

  private Chart overTime(
      String id, String title, String note, boolean log, String unit, List<Chart.Series> series) {
    return new Chart(
        id, title, note.strip(), Chart.Type.LINE, Chart.XAxis.TIME, log, unit, time.x(), series);
  }
}
