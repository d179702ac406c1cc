package im.stress.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where values change at once from one level to another, if they do: the place that leaves the
 * least distance between all values and the median of their side.
 *
 * @param at place of the first value of the second level
 * @param before the first level
 * @param after the second level
 * @param distance sum of the distances of all values from their level
 */
record Step(int at, double before, double after, double distance) {
  /** Values that make a level: the median of fewer may be a stray one. */
  private static final int FEWEST = 3;

  /** Empty when there are too few values for two levels. */
  static Optional<Step> of(double[] values) {
    Step best = null;
    for (int at = FEWEST; at <= values.length - FEWEST; at++) {
      Step step = at(at, values);
      best = best == null || step.distance < best.distance ? step : best;
    }
    return Optional.ofNullable(best);
  }

  private static Step at(int at, double[] values) {
    double[] first = Arrays.copyOf(values, at);
    double[] second = Arrays.copyOfRange(values, at, values.length);
    double before = Trend.median(first);
    double after = Trend.median(second);
    return new Step(at, before, after, distance(first, before) + distance(second, after));
  }

  private static double distance(double[] values, double level) {
    return Arrays.stream(values).map(value -> Math.abs(value - level)).sum();
  }

  /** Whether it is nearer to the values than a straight line with this slope is. */
  boolean fitsBetterThan(double slope, double[] seconds, double[] values) {
    double[] level = new double[values.length];
    Arrays.setAll(level, i -> values[i] - slope * seconds[i]);
    return distance < distance(level, Trend.median(level));
  }

  /** The change in percent of what was before; of {@code level} where that was 0. */
  double percent(double level) {
    return 100 * (after - before) / (before > 0 ? before : level);
  }
}
