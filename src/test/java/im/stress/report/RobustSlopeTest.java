package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RobustSlopeTest {
  private static final int POINTS = 60;

  private static RobustSlope slope(IntToDoubleFunction value) {
    double[] seconds = new double[POINTS];
    double[] values = new double[POINTS];
    Arrays.setAll(seconds, i -> 20.0 * i);
    Arrays.setAll(values, value);
    return RobustSlope.of(seconds, values).orElseThrow();
  }

  @Test
  void a_line_has_its_slope_and_no_doubt() {
    RobustSlope slope = slope(i -> 1_000 + 3 * i);

    assertThat(slope.perSecond()).isEqualTo(0.15, Offset.offset(1e-9));
    assertThat(slope.low()).isEqualTo(0.15, Offset.offset(1e-9));
    assertThat(slope.high()).isEqualTo(0.15, Offset.offset(1e-9));
    assertThat(slope.rises()).isTrue();
    assertThat(slope(i -> -i).falls()).isTrue();
  }

  /** Of 400 lines with noise 380 are expected within, and 13 more or fewer happen once in 300. */
  @Test
  void the_true_slope_is_within_the_interval_in_95_of_100_cases() {
    int within = 0;
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      RobustSlope slope = slope(i -> 2 * i + 40 * random.nextGaussian());
      within += slope.low() <= 0.1 && slope.high() >= 0.1 ? 1 : 0;
    }

    assertThat(within).isBetween(367, 393);
  }

  @Test
  void outliers_do_not_move_it() {
    Random random = new Random(7);
    RobustSlope slope =
        slope(i -> i % 6 == 5 ? 1_000_000 : 5_000 + 2 * i + 4 * random.nextGaussian());

    assertThat(slope.perSecond()).isBetween(0.08, 0.13);
  }

  @Test
  void equal_values_do_not_rise() {
    RobustSlope slope = slope(i -> 42);

    assertThat(slope).isEqualTo(new RobustSlope(0, 0, 0));
    assertThat(slope.rises()).isFalse();
    assertThat(slope.falls()).isFalse();
    assertThat(RobustSlope.changes(new double[] {42, 42, 42, 42, 42, 42}, true)).isFalse();
  }

  /** By hand: of 60 values 24 × 36 = 864 pairs fall, and S has variance 17,568 with these ties. */
  @Test
  void a_value_that_is_kept_and_then_0_changes_though_most_pairs_are_equal() {
    double[] values = new double[POINTS];
    Arrays.fill(values, 0, 24, 1_000);

    assertThat(slope(i -> values[i]).falls()).isFalse();
    assertThat(RobustSlope.changes(values, false)).isTrue();
    assertThat(RobustSlope.changes(values, true)).isFalse();
  }

  @Test
  void five_points_are_too_few_for_an_interval() {
    double[] five = {0, 1, 2, 3, 4};

    assertThat(RobustSlope.of(five, five)).isEmpty();
    assertThat(RobustSlope.of(new double[0], new double[0])).isEmpty();
  }

  /**
   * By hand: of the fifteen slopes 1 × 10, 4, 4.75, 6, 8.5 and 16; S has variance 28.3, so the
   * second from below and from above bound the interval.
   */
  @Test
  void the_median_of_the_slopes_of_all_pairs_counts() {
    double[] seconds = {0, 1, 2, 3, 4, 5};
    double[] values = {0, 1, 2, 3, 4, 20};

    assertThat(RobustSlope.of(seconds, values).orElseThrow()).isEqualTo(new RobustSlope(1, 1, 8.5));
  }
}
