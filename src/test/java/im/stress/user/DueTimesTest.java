package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueTimesTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long START = 7 * SECOND;

  private static List<Long> first(int count, DueTimes times) {
    List<Long> due = new ArrayList<>();
    times.begin(START);
    for (int i = 0; i < count; i++) {
      due.add(times.next);
      times.step();
    }
    return due;
  }

  @Test
  void uniform_times_are_an_interval_apart_from_their_phase_on() {
    assertThat(first(3, DueTimes.uniform(SECOND, 250 * MILLI)))
        .containsExactly(START + 250 * MILLI, START + 1_250 * MILLI, START + 2_250 * MILLI);
  }

  @Test
  void random_times_have_the_mean_and_the_spread_of_an_exponential_distribution() {
    List<Long> due = first(200_000, DueTimes.poisson(SECOND, 42));

    double[] gaps =
        IntStream.range(1, due.size())
            .mapToDouble(i -> (due.get(i) - due.get(i - 1)) / (double) SECOND)
            .toArray();
    double mean = DoubleStream.of(gaps).average().orElseThrow();
    double variance =
        DoubleStream.of(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();
    long longerThanTwo = DoubleStream.of(gaps).filter(gap -> gap > 2).count();

    // Five standard errors of 200,000 gaps: 0.011 for the mean, 0.032 for the variance.
    assertThat(mean).isBetween(0.989, 1.011);
    assertThat(variance).isBetween(0.968, 1.032);
    assertThat(longerThanTwo / (double) gaps.length).isBetween(0.131, 0.140); // e^-2 = 0.1353
  }

  @Test
  void short_mean_intervals_keep_their_rate_though_times_are_whole_milliseconds() {
    List<Long> due = first(100_000, DueTimes.poisson(MILLI / 4, 1));

    assertThat(due).isSorted().allMatch(time -> (time - START) % MILLI == 0);
    assertThat((due.get(99_999) - START) / (double) SECOND).isBetween(24.5, 25.5);
  }

  @Test
  void random_times_follow_from_the_seed_alone() {
    assertThat(first(100, DueTimes.poisson(SECOND, 1)))
        .isEqualTo(first(100, DueTimes.poisson(SECOND, 1)))
        .isNotEqualTo(first(100, DueTimes.poisson(SECOND, 2)));
  }

  @Test
  void times_passed_over_are_those_that_would_have_been_due() {
    passesOver(() -> DueTimes.uniform(SECOND, 300 * MILLI));
    passesOver(() -> DueTimes.poisson(SECOND, 9));
  }

  private static void passesOver(Supplier<DueTimes> kind) {
    List<Long> due = first(1_000, kind.get());
    DueTimes times = kind.get();
    times.begin(START);

    assertThat(times.pass(due.get(500) + 1)).isEqualTo(501);
    assertThat(times.next).isEqualTo(due.get(501));
    assertThat(times.pass(times.next)).isZero();
  }

  @Test
  void in_a_closed_loop_the_next_is_due_when_the_last_is_settled() {
    DueTimes times = DueTimes.closed();
    times.plan(START);
    assertThat(times.next).isEqualTo(DueTimes.NEVER);
    times.begin(START);
    assertThat(times.next).isEqualTo(START);
    times.step();
    assertThat(times.next).isEqualTo(DueTimes.NEVER);
    assertThat(times.settled(START + 5)).isTrue();
    assertThat(times.next).isEqualTo(START + 5);
    assertThat(times.pass(START + SECOND)).isZero();
    assertThat(times.next).isEqualTo(START + 5);
  }

  @Test
  void in_an_open_loop_nothing_that_is_settled_moves_a_due_time() {
    for (DueTimes times : List.of(DueTimes.uniform(SECOND, 0), DueTimes.poisson(SECOND, 1))) {
      times.begin(START);
      long next = times.next;
      assertThat(times.settled(START + 5)).isFalse();
      assertThat(times.next).isEqualTo(next);
    }
  }

  @Test
  void nothing_is_due_before_the_begin() {
    assertThat(DueTimes.poisson(SECOND, 1).pass(Long.MAX_VALUE)).isZero();
    assertThat(DueTimes.uniform(SECOND, 0).pass(Long.MAX_VALUE)).isZero();
  }
}
