package im.stress.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a value went over a time that is cut into equal steps.
 *
 * @param whole its slope over all of the time
 * @param first its slope over the first half
 * @param second its slope over the second half
 * @param level its median
 */
record Trend(RobustSlope whole, RobustSlope first, RobustSlope second, double level) {

  /**
   * Of the values of the steps, NaN where there is none.
   *
   * @param stepSeconds length of a step
   * @return empty when a half has too few values
   */
  static Optional<Trend> of(double[] steps, double stepSeconds) {
    int middle = steps.length / 2;
    Optional<RobustSlope> whole = slope(steps, 0, steps.length, stepSeconds);
    Optional<RobustSlope> first = slope(steps, 0, middle, stepSeconds);
    Optional<RobustSlope> second = slope(steps, middle, steps.length, stepSeconds);
    return first.isEmpty() || second.isEmpty()
        ? Optional.empty()
        : whole.map(slope -> new Trend(slope, first.get(), second.get(), median(steps)));
  }

  private static Optional<RobustSlope> slope(double[] steps, int from, int to, double stepSeconds) {
    int count = 0;
    double[] seconds = new double[to - from];
    double[] values = new double[to - from];
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(steps[i])) {
        seconds[count] = i * stepSeconds;
        values[count++] = steps[i];
      }
    }
    return RobustSlope.of(Arrays.copyOf(seconds, count), Arrays.copyOf(values, count));
  }

  /** The value in the middle of all; NaN of none. */
  static double median(double[] steps) {
    double[] sorted = Arrays.stream(steps).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** Whether it rises in both halves: a single step rises in one of them. */
  boolean risesSteadily() {
    return whole.rises() && first.rises() && second.rises();
  }
}
