package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillLimitTest {
  private static long millis(Map<String, String> given) {
    return Given.NOTHING.set(given).settings().longestHarmlessStandstill().toMillis();
  }

  @Test
  void half_of_the_smallest_default_is_that_of_the_connect_timeout() {
    assertThat(millis(Map.of())).isEqualTo(2_500);
  }

  @ParameterizedTest
  @CsvSource({
    "im.message.ack-timeout",
    "im.heartbeat.timeout",
    "im.login.timeout",
    "im.connection.connect-timeout",
    "im.connection.handshake-timeout"
  })
  void every_timeout_counts(String key) {
    assertThat(millis(Map.of(key, "800ms"))).isEqualTo(400);
  }

  @Test
  void pause_of_ordinary_scheduling_is_never_a_standstill() {
    assertThat(millis(Map.of("im.heartbeat.timeout", "20ms"))).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"message, ack-timeout", "heartbeat, timeout"})
  void what_the_settings_leave_to_the_scenario_counts_as_well(String block, String timeout) {
    assertThat(
            millis(
                Map.of("im." + block + ".interval", "0", "im." + block + "." + timeout, "800ms")))
        .isEqualTo(400);
  }
}
