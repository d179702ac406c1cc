package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import java.util.Arrays;
import java.util.List;

/**
 * A column of {@code monitor.csv} over a time, in a bounded number of steps. A step shows its least
 * value: what is left when garbage was collected and buffers were given back, which is what a leak
 * lifts.
 */
final class LeakSeries {
  /**
   * Steps of any time. More of them follow each other too closely to be independent, as the
   * interval of a slope takes them to be; 60 give 1,770 pairs.
   */
  static final int STEPS = 60;

  private final LoadSpan span;

  LeakSeries(LoadSpan span) {
    this.span = span;
  }

  double stepSeconds() {
    return (double) span.seconds() / STEPS;
  }

  /** The sum over all processes that have the column; NaN in steps that one of them lacks. */
  double[] sum(List<List<Row<MonitorColumn>>> processes, MonitorColumn column) {
    return processes.stream()
        .map(rows -> least(rows, column))
        .filter(steps -> Arrays.stream(steps).anyMatch(value -> !Double.isNaN(value)))
        .reduce(LeakSeries::plus)
        .orElseGet(() -> new double[0]);
  }

  private double[] least(List<Row<MonitorColumn>> rows, MonitorColumn column) {
    double[] least = new double[STEPS];
    Arrays.fill(least, Double.NaN);
    for (Row<MonitorColumn> row : rows) {
      double value = row.get(column);
      long second = row.epochSecond();
      if (second >= span.firstSecond() && second < span.endSecond() && !Double.isNaN(value)) {
        int step = (int) ((second - span.firstSecond()) / stepSeconds());
        least[step] = Double.isNaN(least[step]) ? value : Math.min(least[step], value);
      }
    }
    return least;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
