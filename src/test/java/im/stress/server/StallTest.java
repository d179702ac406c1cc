package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallTest {
  private final Stall stall = new Stall(3, 20, 1000);

  @Test
  void stands_still_at_the_end_of_each_period() {
    assertThat(stall.remainingNanos(1000)).isZero();
    assertThat(stall.remainingNanos(1016)).isZero();
    assertThat(stall.remainingNanos(1017)).isEqualTo(3);
    assertThat(stall.remainingNanos(1019)).isEqualTo(1);
    assertThat(stall.remainingNanos(1020)).isZero();
    assertThat(stall.remainingNanos(1038)).isEqualTo(2);
  }

  @Test
  void works_with_a_clock_that_starts_below_zero() {
    Stall negative = new Stall(3, 20, -1000);
    assertThat(negative.remainingNanos(-982)).isEqualTo(2);
    assertThat(negative.remainingNanos(-985)).isZero();
  }
}
