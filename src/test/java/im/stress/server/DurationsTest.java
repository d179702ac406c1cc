package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @Test
  void times_with_units_are_read() {
    assertThat(Durations.parse("x", "30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Durations.parse("x", " 250 ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Durations.parse("x", "1.5m")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Durations.parse("x", "0")).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "-1s", "soon", "400d", "s"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Durations.parse("--idle-timeout", text))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--idle-timeout: expected a time from 0 to 365d with its unit, such as 30s, got \""
                + text
                + "\"");
  }
}
