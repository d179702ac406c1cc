package im.stress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.protocol.MarkerReader.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
  @Test
  void bytes_are_fixed() {
    String text = marker(0x1234abcd, 7, 8, 2, 1_700_000_000_000_000L);

    // im1: | run key | from | to | flow sequence | due micros
    assertThat(text)
        .isEqualTo("im1:" + "1234abcd" + "00000007" + "00000008" + "00000002" + "060a24181e4000")
        .hasSize(Marker.LENGTH);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0",
    "1, 7, 8, 3, 1700000000000000",
    "-1, 2147483647, 2147483647, 2147483647, 72057594037927935",
    "-2147483648, 0, 1, 2, 3",
  })
  void reads_what_it_wrote(int runKey, int from, int to, int sequence, long dueMicros) {
    String text = marker(runKey, from, to, sequence, dueMicros);

    for (String content : List.of(text, text + "...")) {
      MarkerReader reader = new MarkerReader(runKey);
      assertThat(reader.read(content)).isEqualTo(Origin.OURS);
      assertThat(reader.from()).isEqualTo(from);
      assertThat(reader.target()).isEqualTo(to);
      assertThat(reader.sequence()).isEqualTo(sequence);
      assertThat(reader.dueMicros()).isEqualTo(dueMicros);
    }
  }

  @Test
  void marker_of_another_run_is_foreign() {
    String text = marker(5, 1, 2, 3, 4);

    assertThat(read(text, 6)).isEqualTo(Origin.FOREIGN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "im1:",
        "im1:1234abcd000000070000000800000002060a24181e400",
        "im2:1234abcd000000070000000800000002060a24181e4000",
        "im1:1234abcg000000070000000800000002060a24181e4000",
        "im1:1234abcdffffffff0000000800000002060a24181e4000",
        "im1:1234abcd00000007ffffffff00000002060a24181e4000",
        "im1:1234abcd0000000700000008ffffffff060a24181e4000",
        "im1:1234abcd000000070000000800000002060a24181e400\u0660",
      })
  void anything_else_is_unmarked(String content) {
    assertThat(read(content, 0x1234abcd)).isEqualTo(Origin.UNMARKED);
  }

  private static Origin read(String content, int runKey) {
    return new MarkerReader(runKey).read(content);
  }

  private static String marker(int runKey, int from, int to, int sequence, long dueMicros) {
    ByteBuf out = Unpooled.buffer();
    LoginSettings login = new LoginSettings("u", 0, "t", Duration.ofSeconds(1));
    ProtocolContext context = new ProtocolContext(runKey, login, Marker.LENGTH, GroupSettings.NONE);
    new Chat(context).set(from, to, 0, sequence, dueMicros).writeContent(out);
    return out.toString(StandardCharsets.US_ASCII);
  }
}
