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
}
