package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.stress.protocol.ProtocolException;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateUnreadableFrameTest {
  private final TemplateProtocol protocol = Frames.json("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                    | 0  | expected a JSON object, array or text, got nothing",
        "`  `                                  | 2  | expected a JSON object, array or text, got nothing",
        "[1]                                   | 0  | no frame matcher for {}",
        "7                                     | 0  | expected a JSON object, array or text, got a number",
        "\"a\"                                 | 0  | no frame matcher for {}",
        "null                                  | 0  | expected a JSON object, array or text, got null",
        "hello                                 | 0  | expected JSON: Unrecognized token 'hello'",
        "{\"type\":\"pong\"                    | 14 | expected JSON: Unexpected end-of-input",
        "{\"type\":\"po                        | 11 | expected JSON: Unexpected end-of-input",
        "{\"type\":                            | 8  | expected JSON: Unexpected end-of-input",
        "{\"type\":\"pong\"}x                  | 15 | expected JSON: Unrecognized token 'x'",
        "{\"type\":\"pong\"} {}                | 16 | expected the end of the message, got an object",
        "{\"type\":\"pong\"},                  | 15 | expected JSON: Unexpected character (','",
        "{\"type\":\"pong\",}                  | 15 | expected JSON: Unexpected character ('}'",
        "{'type':'pong'}                       | 1  | expected JSON: Unexpected character ('''",
        "{\"type\":\"pong\",\"seq\":true}      | 21 | expected text or a number at /seq, got true",
        "{\"type\":\"pong\",\"seq\":\"a\"}     | 21 | expected a whole number at /seq, got \"a\"",
        "{\"type\":\"pong\",\"seq\":1.5}       | 21 | expected a whole number at /seq, got 1.5",
        "{\"type\":\"pong\",\"seq\":[1]}       | 21 | expected text or a number at /seq, got an object or array",
        "{\"type\":\"login_ack\",\"code\":2147483648} | 27 | expected a number from -2147483648 to 2147483647 at /code, got 2147483648",
        "{\"type\":\"chat_ack\"}               | 0  | expected text or a number at /id, got nothing",
        "{\"type\":\"push\"}                   | 0  | expected text or a number at /content, got nothing",
        "{\"type\":\"push\",\"content\":{}}    | 25 | expected text or a number at /content, got an empty object or array",
        "{\"type\":\"foo\",\"x\":1}            | 0  | no frame matcher for {\"/type\":\"foo\"}",
        "{\"type\":{\"a\":1}}                  | 0  | no frame matcher for {\"/type\":an object or array}",
        "{}                                    | 0  | no frame matcher for {}",
      })
  void error_says_what_was_expected_and_where(String frame, int offset, String message) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Frames.decode(protocol, frame))
        .satisfies(
            e -> {
              assertThat(e).hasMessageStartingWith(message);
              assertThat(e.getMessage()).doesNotContain("\n");
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"c080", "eda080", "80", "f5808080", "e282", "c3"})
  void invalid_utf8_is_refused_at_its_first_byte(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] start = "{\"type\":\"pong\",\"x\":\"\u00fc".getBytes(StandardCharsets.UTF_8);
    byte[] end = "\"}".getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Frames.decode(protocol, Unpooled.wrappedBuffer(start, bad, end)))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(start.length))
        .withMessageStartingWith("expected UTF-8, got byte 0x" + hex.substring(0, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void other_encodings_are_refused(String charset) {
    byte[] frame = "{\"type\":\"pong\"}".getBytes(Charset.forName(charset));

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Frames.decode(protocol, Unpooled.wrappedBuffer(frame)));
  }

  @Test
  void nesting_has_a_limit() throws ProtocolException {
    String inside = "{\"type\":\"pong\",\"x\":" + "[".repeat(63) + "]".repeat(63) + "}";
    String outside = "{\"type\":\"pong\",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}";

    assertThat(Frames.decode(protocol, inside)).startsWith("heartbeatAnswered");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Frames.decode(protocol, outside))
        .withMessageContaining("depth (65) exceeds the maximum allowed (64");
  }

  @Test
  void error_stays_on_one_short_line() {
    String frame = "{\"type\":\"" + "\\nx".repeat(10_000) + "\"}";

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Frames.decode(protocol, frame))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\n"));
  }
}
