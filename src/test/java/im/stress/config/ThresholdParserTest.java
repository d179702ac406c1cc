package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.Threshold.Operator;
import im.stress.model.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "success.connect >= 0.99 | success.connect | ''   | AT_LEAST | 0.99",
        "success.overall>0.5     | success.overall | ''   | MORE     | 0.5",
        "ack p99 < 1000 ms       | ack             | p99  | LESS     | 1000000",
        "ack p99<1.5ms           | ack             | p99  | LESS     | 1500",
        "delivery mean <= 2 s    | delivery        | mean | AT_MOST  | 2000000",
        "reconnect p999 < 250 us | reconnect       | p999 | LESS     | 250",
        "messages.lost <= 0      | messages.lost   | ''   | AT_MOST  | 0",
      })
  void a_threshold_is_read(
      String text, String metric, String statistic, Operator operator, double bound) {
    assertThat(ThresholdParser.parse(text))
        .isEqualTo(
            new Threshold(
                text, Figure.named(metric).orElseThrow(), statistic, operator, bound, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "success.connect >= 1",
        "success.login >= 1",
        "success.ack >= 1",
        "success.delivery >= 1",
        "success.heartbeat >= 1",
        "success.overall >= 1",
        "connections.lost < 1",
        "messages.lost < 1",
        "messages.duplicated < 1",
        "messages.reordered < 1",
        "messages.misrouted < 1",
        "messages.unacked < 1",
        "heartbeats.missed < 1",
        "connect p50 < 1 s",
        "login p90 < 1 s",
        "heartbeat p95 < 1 s",
        "ack p99 < 1 s",
        "delivery p999 < 1 s",
        "reconnect mean < 1 s",
        "ack max < 1 s"
      })
  void every_figure_is_known(String text) {
    assertThat(ThresholdParser.parse(text).name()).isEqualTo(text);
  }

  @Test
  void white_space_is_folded_in_the_name() {
    assertThat(ThresholdParser.parse("  ack \t p99  < 5  ms ").name()).isEqualTo("ack p99 < 5 ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ack p98 < 5 ms            | expected one of p50, p90, p95, p99, p999, mean, max after ack, got \"p98\" in \"ack p98 < 5 ms\"",
        "ack < 5 ms                | expected one of p50, p90, p95, p99, p999, mean, max after ack, got none in \"ack < 5 ms\"",
        "ack p99 max < 5 ms        | expected one of p50, p90, p95, p99, p999, mean, max after ack, got \"p99 max\" in \"ack p99 max < 5 ms\"",
        "ack p99 < 5               | expected a unit us, ms or s after 5, got none in \"ack p99 < 5\"",
        "ack p99 < 5 min           | expected a unit us, ms or s after 5, got \"min\" in \"ack p99 < 5 min\"",
        "success.ack >= 99         | expected a share from 0 to 1 for success.ack, got \"99\" in \"success.ack >= 99\"",
        "success.ack >= 0.9 ms     | expected no unit after 0.9, got \"ms\" in \"success.ack >= 0.9 ms\"",
        "success.ack >= 0.9 %      | expected no unit after 0.9, got \"%\" in \"success.ack >= 0.9 %\"",
        "messages.lost p99 < 5     | expected an operator after messages.lost, got \"p99\" in \"messages.lost p99 < 5\"",
      })
  void a_bad_threshold_says_what_was_expected(String text, String error) {
    assertThatThrownBy(() -> ThresholdParser.parse(text))
        .isInstanceOf(SettingsException.class)
        .hasMessage(error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ack",
        "ack p99",
        "ack p99 = 5 ms",
        "ack p99 == 5 ms",
        "ack p99 < ms",
        "< 5",
        "ack p99 < -5 ms",
        "ack p99 < 5 ms < 6 ms"
      })
  void what_is_no_threshold_is_shown_with_an_example(String text) {
    assertThatThrownBy(() -> ThresholdParser.parse(text))
        .hasMessage(
            "expected METRIC [STATISTIC] OPERATOR NUMBER [UNIT] with <, <=, > or >=, such as \"ack"
                + " p99 < 1000 ms\", got \""
                + text
                + "\"");
  }
}
