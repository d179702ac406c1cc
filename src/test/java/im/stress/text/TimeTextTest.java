package im.stress.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimeTextTest {
  @Test
  void hour_and_overtime_are_readable() {
    assertThat(TimeText.countdown(Duration.ofSeconds(3605))).isEqualTo("1:00:05");
    assertThat(TimeText.countdown(Duration.ofSeconds(-3))).isEqualTo("0:00");
    assertThat(TimeText.text(Duration.ofMillis(1500))).isEqualTo("1500 ms");
    assertThat(TimeText.text(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(TimeText.text(Duration.ofMinutes(2))).isEqualTo("2 min");
    assertThat(TimeText.text(Duration.ZERO)).isEqualTo("0 s");
  }

  @Test
  void less_than_a_millisecond_is_not_nothing() {
    assertThat(TimeText.text(Duration.ofNanos(500_000))).isEqualTo("500 us");
    assertThat(TimeText.text(Duration.ofNanos(1_500_000))).isEqualTo("1500 us");
  }

  @Test
  void a_time_of_a_log_is_in_utc() {
    assertThat(TimeText.utc(1_800_000_001_000L)).isEqualTo("2027-01-15 08:00:01 UTC");
  }
}
