package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconnectGateTest {
  private static final long NOW = -5_000_000_000L;

  private final ReconnectGate tenPerSecond = new ReconnectGate(10);

  private static long at(double seconds) {
    return NOW + (long) (seconds * 1e9);
  }

  private List<Long> reserve(double... wishes) {
    List<Long> moments = new ArrayList<>();
    for (double wish : wishes) {
      moments.add(tenPerSecond.reserve(at(wish), NOW));
    }
    return moments;
  }

  @Test
  void one_long_wait_holds_up_nobody() {
    assertThat(reserve(30, 1, 2)).containsExactly(at(30), at(1), at(2));
  }

  @Test
  void equal_wishes_follow_each_other_at_the_rate() {
    assertThat(reserve(1, 1, 1, 1)).containsExactly(at(1), at(1.1), at(1.2), at(1.3));
  }

  @Test
  void a_gap_is_filled_when_it_is_wide_enough_and_not_otherwise() {
    assertThat(reserve(1, 1.2, 1)).containsExactly(at(1), at(1.2), at(1.1));
    assertThat(reserve(5, 5.15, 5)).containsExactly(at(5), at(5.15), at(5.25));
  }

  @Test
  void a_wish_shortly_before_a_taken_moment_comes_after_it() {
    assertThat(reserve(1, 0.95)).containsExactly(at(1), at(1.1));
  }

  @Test
  void random_wishes_get_the_first_moment_that_is_a_tenth_of_a_second_from_all_others() {
    Random random = new Random(7);
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long wish = at(random.nextInt(3_000) / 100.0);
      long moment = tenPerSecond.reserve(wish, NOW);
      assertThat(moment).isEqualTo(firstFree(wish, taken));
      taken.add(moment);
    }
  }

  /** Only the wish itself, and the moments that are a spacing after another one, can be first. */
  private static long firstFree(long wish, List<Long> taken) {
    long spacing = TimeUnit.MILLISECONDS.toNanos(100);
    return LongStream.concat(
            LongStream.of(wish), taken.stream().mapToLong(moment -> moment + spacing))
        .filter(moment -> moment >= wish)
        .filter(moment -> taken.stream().allMatch(t -> Math.abs(t - moment) >= spacing))
        .min()
        .orElseThrow();
  }

  @Test
  void moments_that_passed_are_forgotten() {
    for (int second = 0; second < 1_000; second++) {
      tenPerSecond.reserve(at(second + 0.5), at(second));
    }

    assertThat(tenPerSecond.kept()).isEqualTo(1);
  }

  @Test
  void threads_share_one_rate() {
    ConcurrentLinkedQueue<Long> moments = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 1_000)
        .parallel()
        .forEach(i -> moments.add(tenPerSecond.reserve(at(1), NOW)));

    List<Long> sorted = new ArrayList<>(moments);
    Collections.sort(sorted);
    assertThat(sorted).first().isEqualTo(at(1));
    assertThat(sorted).doesNotHaveDuplicates().last().isEqualTo(at(100.9));
  }

  @Test
  void without_a_limit_every_wish_is_granted() {
    ReconnectGate open = new ReconnectGate(0);

    assertThat(open.reserve(at(1), NOW)).isEqualTo(open.reserve(at(1), NOW)).isEqualTo(at(1));
  }
}
