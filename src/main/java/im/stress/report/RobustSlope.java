package im.stress.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * The slope of values over time, told from noise and outliers, by Theil and Sen: the median of the
 * slopes between all pairs of points. The interval is Sen's, from the spread of Kendall's S under
 * no trend (P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", Journal of
 * the American Statistical Association 63, 1968, pages 1379 to 1389, with his correction for ties).
 *
 * @param perSecond growth of the value in a second
 * @param low least growth that 95 % confidence allows
 * @param high largest growth that 95 % confidence allows
 */
record RobustSlope(double perSecond, double low, double high) {
  /** Of the standard normal distribution, two-sided 95 %. */
  private static final double Z_95 = 1.96;

  /**
   * Through these points; empty when they are too few for an interval, which they are up to five.
   * Looks at all pairs: meant for some hundred points.
   *
   * @param seconds times, all different and in order
   * @param values one for each time
   */
  static Optional<RobustSlope> of(double[] seconds, double[] values) {
    double[] slopes = slopes(seconds, values);
    double spread = Z_95 * Math.sqrt(variance(values));
    int rank = (int) ((slopes.length - spread) / 2);
    return rank < 1
        ? Optional.empty()
        : Optional.of(
            new RobustSlope(median(slopes), slopes[rank - 1], slopes[slopes.length - rank]));
  }

  /**
   * Whether later values are above earlier ones, or below, with 95 % confidence, by Kendall's S.
   * Says the same as the interval where all values differ; where many are equal, as those of a rate
   * that is kept and then stops, an end of the interval is 0, and S still tells them apart.
   */
  static boolean changes(double[] values, boolean up) {
    int score = 0;
    for (int j = 1; j < values.length; j++) {
      for (int i = 0; i < j; i++) {
        score += (int) Math.signum(values[j] - values[i]);
      }
    }
    return (up ? score : -score) > Z_95 * Math.sqrt(variance(values));
  }

  private static double[] slopes(double[] seconds, double[] values) {
    int points = seconds.length;
    double[] slopes = new double[points * (points - 1) / 2];
    int at = 0;
    for (int j = 1; j < points; j++) {
      for (int i = 0; i < j; i++) {
        slopes[at++] = (values[j] - values[i]) / (seconds[j] - seconds[i]);
      }
    }
    Arrays.sort(slopes);
    return slopes;
  }

  /** Of Kendall's S where there is no trend; equal values make it smaller. */
  private static double variance(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = term(sorted.length);
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      sum -= term(to - from);
      from = to;
    }
    return sum / 18;
  }

  private static double term(double count) {
    return count * (count - 1) * (2 * count + 5);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Whether it rises, with 95 % confidence. */
  boolean rises() {
    return low > 0;
  }

  /** Whether it falls, with 95 % confidence. */
  boolean falls() {
    return high < 0;
  }
}
