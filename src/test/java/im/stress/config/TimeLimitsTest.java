package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitsTest {
  private static StressSettings settings(String key, String value) {
    return Given.NOTHING
        .set(Map.of("im.ramp-up", "10s", "im.duration", "60s", key, value))
        .settings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1s", "25s", "10m"})
  void the_runner_waits_longer_than_a_process_that_waits_for_its_grace(String grace) {
    StressSettings settings = settings("im.run.grace", grace);
    TimeLimits limits = new TimeLimits(settings, false);

    assertThat(limits.leaving()).isGreaterThan(settings.run().grace());
    assertThat(limits.stopping()).isGreaterThan(limits.leaving().plus(limits.writing()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "im.login.timeout",
        "im.connection.connect-timeout",
        "im.connection.handshake-timeout",
        "im.run.grace"
      })
  void a_run_may_last_until_the_last_user_has_given_up(String key) {
    StressSettings settings = settings(key, "10m");

    assertThat(new TimeLimits(settings, false).run()).isGreaterThan(Duration.ofMinutes(11));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "im.login.timeout",
        "im.connection.connect-timeout",
        "im.connection.handshake-timeout",
        "im.run.warm-up"
      })
  void the_runner_waits_longer_than_a_process_whose_users_are_slow(String key) {
    StressSettings settings = settings(key, "10m");
    TimeLimits limits = new TimeLimits(settings, false);
    Duration planned = Duration.ofSeconds(70).plus(settings.run().grace());

    assertThat(planned.plus(limits.overtime()))
        .isGreaterThan(limits.run().plus(limits.writing()))
        .isGreaterThan(Duration.ofMinutes(11));
  }

  @Test
  void a_last_poll_is_waited_for_where_there_is_one() {
    StressSettings settings = settings("im.heartbeat.timeout", "10m");
    TimeLimits polling = new TimeLimits(settings, true);
    TimeLimits pushed = new TimeLimits(settings, false);
    Duration tenMinutes = Duration.ofMinutes(10);

    assertThat(polling.stopping().minus(pushed.stopping())).isEqualTo(tenMinutes);
    assertThat(polling.run().minus(pushed.run())).isEqualTo(tenMinutes);
    assertThat(polling.overtime().minus(pushed.overtime())).isEqualTo(tenMinutes);
    assertThat(pushed.stopping()).isLessThan(tenMinutes);
  }
}
