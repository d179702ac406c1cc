package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ReconnectSettings;
import im.stress.config.ReconnectSettings.Policy;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static final long SECOND = 1_000_000_000;

  private static ReconnectSettings settings(Policy policy) {
    return new ReconnectSettings(policy, Duration.ofSeconds(1), Duration.ofSeconds(30), 10, 0);
  }

  @Test
  void phases_are_whole_milliseconds_within_the_interval_and_spread() {
    long sum = 0;
    for (int user = 0; user < 10_000; user++) {
      long phase = Phases.phaseNanos(1, user, 0, 5 * SECOND);
      assertThat(phase).isBetween(0L, 5 * SECOND - 1);
      assertThat(phase % 1_000_000).isZero();
      sum += phase;
    }
    assertThat(sum / 10_000.0).isBetween(2.4 * SECOND, 2.6 * SECOND);
  }

  @Test
  void phases_depend_on_the_seed_and_on_the_loop() {
    assertThat(Phases.phaseNanos(1, 5, 0, SECOND)).isNotEqualTo(Phases.phaseNanos(2, 5, 0, SECOND));
    assertThat(Phases.phaseNanos(1, 5, 0, SECOND)).isNotEqualTo(Phases.phaseNanos(1, 5, 1, SECOND));
  }

  @Test
  void a_fixed_wait_is_always_the_same() {
    assertThat(Backoff.nanos(settings(Policy.FIXED), 7, 12_345)).isEqualTo(SECOND);
  }

  @Test
  void the_bound_of_an_exponential_wait_doubles_up_to_its_limit() {
    Random random = new Random(5);
    long[] longest = new long[8];
    for (int attempt = 0; attempt < 8; attempt++) {
      for (int i = 0; i < 2_000; i++) {
        long wait = Backoff.nanos(settings(Policy.EXPONENTIAL), attempt, random.nextLong());
        longest[attempt] = Math.max(longest[attempt], wait);
      }
    }
    assertThat(longest[0]).isBetween((long) (0.95 * SECOND), SECOND);
    assertThat(longest[2]).isBetween((long) (3.8 * SECOND), 4 * SECOND);
    assertThat(longest[7]).isBetween((long) (28.5 * SECOND), 30 * SECOND);
  }
}
