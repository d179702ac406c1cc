package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {
  /** Hours of sleep gained with two drugs: Student, Biometrika 6 (1908), page 20. */
  private static final double[] DEXTRO = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] LAEVO = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  private static MeanDifference of(double[] first, double[] second) {
    return MeanDifference.of(first, second, 0).orElseThrow();
  }

  /**
   * R's {@code t.test(extra ~ group, data = sleep)}: p = 0.07939, interval -3.3654832 to 0.2054832.
   */
  @Test
  void figures_are_those_of_the_sleep_data_in_every_textbook() {
    MeanDifference sleep = of(DEXTRO, LAEVO);

    assertThat(sleep.difference()).isCloseTo(1.58, within(1e-9));
    assertThat(sleep.pValue()).isCloseTo(0.07939, within(5e-6));
    assertThat(sleep.difference() - sleep.margin()).isCloseTo(-0.2054832, within(5e-7));
    assertThat(sleep.difference() + sleep.margin()).isCloseTo(3.3654832, within(5e-7));
  }

  @Test
  void p_is_that_of_the_library() {
    double[] first = {1.20, 1.31, 1.27};
    double[] second = {1.33, 1.48, 1.41, 1.36};

    assertThat(of(first, second).pValue())
        .isCloseTo(new TTest().tTest(first, second), within(1e-12));
  }

  @Test
  void three_runs_tell_what_is_far_beyond_their_noise_and_nothing_within_it() {
    assertThat(of(new double[] {1.00, 1.02, 0.98}, new double[] {2.01, 1.99, 2.00}).pValue())
        .isLessThan(0.001);
    assertThat(of(new double[] {1209, 1231, 1180}, new double[] {1091, 1190, 1240}).pValue())
        .isGreaterThan(0.3);
  }

  @Test
  void runs_that_are_all_alike_differ_from_others_for_certain_and_from_their_like_not_at_all() {
    double[] twenties = {20, 20, 20};

    assertThat(of(twenties, twenties).pValue()).isEqualTo(1);
    assertThat(of(twenties, twenties).margin()).isZero();
    assertThat(of(twenties, new double[] {19, 19, 19}).pValue()).isZero();
  }

  @Test
  void less_than_the_error_of_measurement_is_no_difference() {
    MeanDifference one =
        MeanDifference.of(new double[] {500, 500, 500}, new double[] {501, 501, 501}, 1).get();

    assertThat(one.pValue()).isEqualTo(1);
    assertThat(one.margin()).isEqualTo(1);
  }

  @Test
  void error_of_measurement_stays_in_the_interval_of_a_difference_that_is_larger() {
    MeanDifference three =
        MeanDifference.of(new double[] {500, 500, 500}, new double[] {503, 503.1, 502.9}, 1).get();

    assertThat(three.pValue()).isLessThan(0.001);
    assertThat(three.margin()).isEqualTo(1);
  }

  @Test
  void one_run_has_no_noise_that_is_known() {
    assertThat(MeanDifference.of(new double[] {1}, new double[] {1, 2, 3}, 0)).isEmpty();
    assertThat(MeanDifference.of(new double[] {1, 2, 3}, new double[] {}, 0)).isEmpty();
  }

  /** By hand: 0.01 x 4, then the larger of that and 0.02 x 3, and so on, none above 1. */
  @Test
  void p_of_several_figures_grows_with_their_number() {
    assertThat(MeanDifference.adjusted(new double[] {0.02, 0.01, 0.5, 0.03}))
        .containsExactly(new double[] {0.06, 0.04, 0.5, 0.06}, within(1e-12));
    assertThat(MeanDifference.adjusted(new double[] {0.9, 0.8})).containsExactly(1.0, 1.0);
    assertThat(MeanDifference.adjusted(new double[] {})).isEmpty();
  }
}
