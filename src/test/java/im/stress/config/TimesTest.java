package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @Test
  void times_with_units_are_read() {
    assertThat(Times.parse("x", "30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Times.parse("x", " 250 ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Times.parse("x", "1.5m")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Times.parse("x", "0")).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``   | expected a time of 0 or more with its unit, such as 30s, got \"\"",
        "30   | expected a time of 0 or more with its unit, such as 30s, got 30",
        "-1s  | expected a time of 0 or more with its unit, such as 30s, got \"-1s\"",
        "soon | expected a time of 0 or more with its unit, such as 30s, got \"soon\"",
        "s    | expected a time of 0 or more with its unit, such as 30s, got \"s\"",
        "400d | expected a time of at most 365d, got \"400d\""
      })
  void anything_else_is_refused(String text, String reason) {
    assertThatThrownBy(() -> Times.parse("--idle-timeout", text))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--idle-timeout: " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1ns", "1500ns", "1ms", "1500ms", "90s", "25d", "365d"})
  void written_time_reads_back_as_the_same(String text) {
    assertThat(Times.text(Times.parse("x", text))).isEqualTo(text);
  }
}
