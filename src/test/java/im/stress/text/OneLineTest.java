package im.stress.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

  @ParameterizedTest
  @CsvSource({
    "'two\r\nlines', two lines",
    "'a\tb  c', a b c",
    "'red \u001b[31m', 'red [31m'",
    "'mark\u2028up', mark up",
    "'turned \u202e round', turned round",
    "'no\u00a0break', no break",
    "été, été"
  })
  void nothing_is_left_that_a_terminal_would_obey(String text, String line) {
    assertThat(OneLine.of(text)).isEqualTo(line);
  }
}
