package im.stress.report;

import im.stress.model.Column;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RowTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The charts of a comparison: both targets over each other, on the time since the first second of
 * each run. A point is the median of all runs of its target.
 */
final class CompareCharts {
  private static final double MICROS_OF_A_MILLI = 1000;
  private static final double MIB = 1 << 20;

  private final List<ComparedTarget> targets;
  private final long seconds;
  private final long width;

  private CompareCharts(ComparedTarget first, ComparedTarget second) {
    this.targets = List.of(first, second);
    this.seconds =
        targets.stream()
            .flatMap(t -> t.runs().stream())
            .mapToLong(CompareCharts::length)
            .max()
            .orElse(0);
    this.width = Math.max(1, (seconds + PageCharts.MAX_POINTS - 1) / PageCharts.MAX_POINTS);
  }

  private static long length(FinishedRun run) {
    List<Row<TimelineColumn>> rows = run.timeline().rows();
    return rows.isEmpty()
        ? 0
        : rows.get(rows.size() - 1).epochSecond() - rows.get(0).epochSecond() + 1;
  }

  /** Those of which anything was measured. */
  static List<Chart> of(ComparedTarget first, ComparedTarget second) {
    CompareCharts charts = new CompareCharts(first, second);
    return CompareRequest.measured(first, second).stream()
        .findFirst()
        .map(charts::all)
        .orElse(List.of());
  }

  private List<Chart> all(CompareRequest request) {
    List<Chart> all = new ArrayList<>();
    all.add(PercentileChart.over(request.title() + " by percentile", merged(request.metric())));
    slowest(request.metric())
        .ifPresent(
            p99 ->
                all.add(
                    chart(
                        "p99",
                        request.title() + " p99 over time",
                        "ms",
                        run -> scaled(run.timeline(), p99, MICROS_OF_A_MILLI))));
    all.add(
        chart(
            "rates", "Requests a second", "", run -> scaled(run.timeline(), request.column(), 1)));
    all.add(
        chart(
            "cpu",
            "Server CPU",
            "%",
            run -> scaled(run.ofTarget(), MonitorColumn.TARGET_CPU_PERCENT, 1)));
    all.add(
        chart(
            "memory",
            "Server memory",
            "MiB",
            run -> scaled(run.ofTarget(), MonitorColumn.TARGET_RSS_BYTES, MIB)));
    return all.stream().filter(chart -> !chart.isEmpty()).toList();
  }

  private static Optional<TimelineColumn> slowest(Metric metric) {
    return Stream.of(TimelineColumn.ACK_P99, TimelineColumn.DELIVERY_P99)
        .filter(column -> column.metric().filter(metric::equals).isPresent())
        .findFirst();
  }

  private Map<String, Histogram> merged(Metric metric) {
    Map<String, Histogram> merged = new LinkedHashMap<>();
    targets.forEach(target -> merged.put(target.name(), target.histogram(metric).orElse(null)));
    return merged;
  }

  /** A value at a time since the epoch. */
  private record Point(long epochSecond, double value) {}

  private static <C extends Enum<C> & Column> List<Point> scaled(
      RowTable<C> table, C column, double divisor) {
    return table.rows().stream()
        .filter(row -> Double.isFinite(row.get(column)))
        .map(row -> new Point(row.epochSecond(), row.get(column) / divisor))
        .toList();
  }

  private Chart chart(
      String id, String title, String unit, Function<FinishedRun, List<Point>> values) {
    int steps = Math.toIntExact((seconds + width - 1) / width);
    List<Chart.Series> series =
        targets.stream()
            .map(target -> new Chart.Series(target.name(), medians(target, steps, values)))
            .filter(line -> !line.hasNoValue())
            .toList();
    return new Chart(
        id,
        title,
        series.size() == 1 ? "Of " + series.get(0).name() + " alone." : "",
        Chart.Type.SAMPLES,
        Chart.XAxis.TIME,
        unit.equals("ms"),
        unit,
        IntStream.range(0, steps).mapToObj(i -> (double) i * width).toList(),
        series);
  }

  private List<Double> medians(
      ComparedTarget target, int steps, Function<FinishedRun, List<Point>> values) {
    List<List<Double>> all =
        IntStream.range(0, steps).<List<Double>>mapToObj(i -> new ArrayList<>()).toList();
    for (FinishedRun run : target.runs()) {
      List<Row<TimelineColumn>> rows = run.timeline().rows();
      long start = rows.isEmpty() ? 0 : rows.get(0).epochSecond();
      for (Point point : values.apply(run)) {
        long step = Math.floorDiv(point.epochSecond() - start, width);
        if (step >= 0 && step < steps) {
          all.get((int) step).add(point.value());
        }
      }
    }
    List<Double> medians = new ArrayList<>();
    all.forEach(step -> medians.add(median(step)));
    return medians;
  }

  private static Double median(List<Double> values) {
    return values.isEmpty() ? null : values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
