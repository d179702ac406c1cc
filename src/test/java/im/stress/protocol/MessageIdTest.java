package im.stress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

  @Test
  void text_is_run_key_user_and_number_in_hex() {
    assertThat(MessageId.text(0x1234abcd, 7, 255)).isEqualTo("1234abcd00000007000000ff");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 7, 42",
    "-1, 2147483647, 2147483647",
    "-2147483648, 2147483647, 0",
  })
  void reads_what_it_wrote(int runKey, int user, int number) {
    ByteBuf out = Unpooled.buffer();
    MessageId.write(runKey, user, number, out);

    String text = out.toString(StandardCharsets.US_ASCII);
    assertThat(text).isEqualTo(MessageId.text(runKey, user, number)).hasSize(MessageId.LENGTH);
    long id = MessageId.read(text, runKey);
    assertThat(MessageId.user(id)).isEqualTo(user);
    assertThat(MessageId.number(id)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "1234abce00000007000000ff",
        "1234abcd00000007000000f",
        "1234abcd00000007000000ff0",
        "1234abcd00000007000000fg",
        "1234abcdffffffff000000ff",
        "1234abcd00000007ffffffff",
      })
  void anything_else_is_foreign(String text) {
    long id = MessageId.read(text, 0x1234abcd);

    assertThat(MessageId.user(id)).isEqualTo(MessageId.FOREIGN);
    assertThat(MessageId.number(id)).isEqualTo(MessageId.FOREIGN);
  }
}
