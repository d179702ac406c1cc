package im.stress.protocol.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyValueTest {
  private final BodyValue value = new BodyValue("/n");

  private void read(String number) throws IOException {
    value.beginNumber(0).write(number);
    value.endNumber();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        9,
        10,
        -10,
        999_999_999_999_999_999L,
        -99_999_999_999_999_999L,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void a_whole_number_has_its_digits(long number) throws ProtocolException {
    value.setNumber(number, 0);
    assertThat(value.toString()).isEqualTo(Long.toString(number));
    assertThat(value.isWhole()).isTrue();
    assertThat(value.number()).isEqualTo(number);
    assertThat(value.toLong(Long.MIN_VALUE, Long.MAX_VALUE, 5)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-1",
        "123456789012345678",
        "-12345678901234567",
        "-123456789012345678",
        "1234567890123456789",
        "9223372036854775807",
        "-9223372036854775808"
      })
  void a_number_is_read_with_any_digits_that_a_long_holds(String number)
      throws IOException, ProtocolException {
    read(number);
    assertThat(value.toLong(Long.MIN_VALUE, Long.MAX_VALUE, 5)).isEqualTo(Long.parseLong(number));
    assertThat(value.isWhole()).isEqualTo(number.length() <= 18);
    assertThat(value.is(BodyValue.Type.NUMBER, number)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808, a whole number",
    "1.0, a whole number",
    "1e3, a whole number",
    "101, a number from -100 to 100",
    "-101, a number from -100 to 100"
  })
  void other_numbers_are_refused(String number, String expected) throws IOException {
    read(number);
    assertThatThrownBy(() -> value.toLong(-100, 100, 5))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("expected " + expected + " at /n, got " + number);
  }

  @Test
  void a_text_may_be_a_number_and_nothing_is_what_it_counts_as() throws ProtocolException {
    byte[] bytes = "-42".getBytes(StandardCharsets.UTF_8);
    value.setText(bytes, 0, bytes.length, 0);
    assertThat(value.toLong(-100, 100, 5)).isEqualTo(-42);
    assertThat(value.isWhole()).isFalse();
    value.clear();
    assertThat(value.toLong(-100, 100, 5)).isEqualTo(5);
    value.setTruth(true, 0);
    assertThatThrownBy(() -> value.toLong(-100, 100, 5))
        .hasMessage("expected text or a number at /n, got true");
  }

  @Test
  void a_long_text_is_kept_in_part_and_known_as_a_whole() throws ProtocolException {
    byte[] bytes = "\u00e4".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    value.setText(bytes, 0, bytes.length, 0);
    assertThat(value.toText()).isEqualTo("\u00e4".repeat(BodyValue.KEPT_CHARS));
    assertThat(value.end() - value.start()).isEqualTo(2_000);
    byte[] ascii = "a".repeat(BodyValue.KEPT_CHARS + 1).getBytes(StandardCharsets.UTF_8);
    value.setText(ascii, 0, ascii.length, 0);
    assertThat(value.length()).isEqualTo(BodyValue.KEPT_CHARS);
    assertThat(value.is(BodyValue.Type.TEXT, "a".repeat(BodyValue.KEPT_CHARS))).isFalse();
  }
}
