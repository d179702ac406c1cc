package im.stress.report;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether two targets differ by more than the runs of each differ among themselves: Welch's t-test
 * on one value a run. With three runs each it can say something, where a test on ranks can't: the
 * smallest p of Mann and Whitney is 0.1 then (2 of the 20 orders of three and three). Percentiles
 * of single requests are no sample for it: requests of one run share its luck.
 *
 * @param difference mean of the second sample less that of the first
 * @param margin the 95 % confidence interval is the difference plus and minus this
 * @param pValue how often chance alone makes such a difference or a larger one, 0 to 1
 */
record MeanDifference(double difference, double margin, double pValue) {
  /** Fewer values have no variance. */
  static final int LEAST_VALUES = 2;

  /** Of a two-sided interval of 95 %. */
  private static final double UPPER_QUANTILE = 0.975;

  /**
   * Compares two samples; empty when one of them has fewer than two values.
   *
   * @param resolution a difference up to this can't be told from the error of measurement
   */
  static Optional<MeanDifference> of(double[] first, double[] second, double resolution) {
    if (first.length < LEAST_VALUES || second.length < LEAST_VALUES) {
      return Optional.empty();
    }
    double difference = StatUtils.mean(second) - StatUtils.mean(first);
    double[] errors = {squaredError(first), squaredError(second)};
    double error = Math.sqrt(errors[0] + errors[1]);
    double margin = Math.max(resolution, margin(error, errors, first, second));
    double p = 1;
    if (Math.abs(difference) > resolution) {
      p = error == 0 ? 0 : chance(difference, error, student(errors, first, second));
    }
    return Optional.of(new MeanDifference(difference, margin, p));
  }

  private static double chance(double difference, double error, TDistribution t) {
    return 2 * t.cumulativeProbability(-Math.abs(difference) / error);
  }

  private static double margin(double error, double[] errors, double[] first, double[] second) {
    return error == 0
        ? 0
        : error * student(errors, first, second).inverseCumulativeProbability(UPPER_QUANTILE);
  }

  /** The square of the standard error of a mean. */
  private static double squaredError(double[] values) {
    return StatUtils.variance(values) / values.length;
  }

  /** With the degrees of freedom of Welch and Satterthwaite (Biometrika 34, 1947, page 28). */
  private static TDistribution student(double[] errors, double[] first, double[] second) {
    double all = errors[0] + errors[1];
    double freedom =
        all
            * all
            / (errors[0] * errors[0] / (first.length - 1)
                + errors[1] * errors[1] / (second.length - 1));
    return new TDistribution(freedom);
  }

  /**
   * What is left of each p when several are looked at: with twenty figures one of them is below
   * 0.05 by chance alone. Method of Holm (Scandinavian Journal of Statistics 6, 1979, page 65).
   */
  static double[] adjusted(double[] pValues) {
    Integer[] order = new Integer[pValues.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(pValues[i], pValues[j]));
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[order[rank]]));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
