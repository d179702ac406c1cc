package im.stress.report;

import im.stress.record.RunData;
import im.stress.record.ShardCounts;
import im.stress.record.ShardData;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The charts of the page in its order, without those of which nothing was measured.
 *
 * @param traffic what users saw
 * @param deaths lost connections; at most one chart
 * @param machines the load generator and, where measured, the target
 * @param marks what happened when, in seconds since the start of the time axis
 */
record PageCharts(
    List<Chart> traffic, List<Chart> deaths, List<Chart> machines, Map<String, Double> marks) {

  /** Most points of a series: about one for each pixel of a phone, two for a desktop's. */
  static final int MAX_POINTS = 600;

  static PageCharts of(RunData run) {
    TimeBuckets time = TimeBuckets.over(run, MAX_POINTS);
    RunCharts charts = new RunCharts(run, time);
    return new PageCharts(
        drawable(
            Stream.of(
                charts.latency(),
                PercentileChart.of(run.histograms()),
                charts.online(),
                charts.connects(),
                charts.rates(),
                charts.groupRates(),
                charts.fanOut())),
        drawable(Stream.of(DeathChart.of(run))),
        drawable(
            Stream.concat(Stream.of(charts.lateness()), ResourceCharts.of(run, time).stream())),
        marks(run, time));
  }

  /** All charts, from top to bottom. */
  List<Chart> all() {
    return Stream.of(traffic, deaths, machines).flatMap(List::stream).toList();
  }

  private static List<Chart> drawable(Stream<Chart> charts) {
    return charts.filter(chart -> !chart.isEmpty()).toList();
  }

  private static Map<String, Double> marks(RunData run, TimeBuckets time) {
    Map<String, Double> marks = new LinkedHashMap<>();
    mark(marks, "full load", run.earliest(counts -> counts.progress().fullLoadEpochMillis()), time);
    mark(marks, "storm", run.earliest(ShardCounts::stormEpochMillis), time);
    mark(marks, "standstill", longestStandstill(run), time);
    mark(marks, "leaving", run.earliest(counts -> counts.progress().leaveEpochMillis()), time);
    return marks;
  }

  private static OptionalLong longestStandstill(RunData run) {
    return run.shards().stream()
        .map(ShardData::standstills)
        .filter(standstills -> standstills.count() > 0)
        .max(Comparator.comparingLong(standstills -> standstills.longest().millis()))
        .map(standstills -> OptionalLong.of(standstills.longest().epochMillis()))
        .orElse(OptionalLong.empty());
  }

  private static void mark(
      Map<String, Double> marks, String name, OptionalLong epochMillis, TimeBuckets time) {
    epochMillis.ifPresent(millis -> marks.put(name, time.secondsSinceStart(millis)));
  }
}
