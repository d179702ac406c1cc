package im.stress.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One parser reads all frames: none of them may leave anything behind for the next. */
class FrameAfterFrameTest {
  private final ImCodec codec =
      Codecs.of(
              new CodecSettings("json", ConfigFactory.empty()),
              new CodecContext(7, "u", 0, "token", 64))
          .get();

  private Inbound decode(String frame) throws CodecException {
    ByteBuf bytes = Unpooled.wrappedBuffer(frame.getBytes(StandardCharsets.UTF_8));
    return codec.decode(bytes);
  }

  private void assertNextFrameIsRead() throws CodecException {
    assertThat(decode("{\"type\":\"pong\",\"seq\":5}")).isEqualTo(new Inbound.HeartbeatAck(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"pong\",\"seq\":1}1",
        "{\"type\":\"pong\",\"seq\":1} 12",
        "{\"type\":\"pong\",\"seq\":1}t",
        "{\"type\":\"pong\",\"seq\":1}{",
        "{\"type\":\"pong\",\"seq\":1}{}",
        "{\"type\":\"pong\",\"seq\":1}}",
        "{\"type\":\"pong\",\"seq\":1",
        "{\"type\":\"pong\",\"seq\"",
        "{\"type\":\"pong\",\"other\":{\"a\":[1,",
        "{\"type\":\"po",
        "{",
        "",
        " ",
        "12",
        "tru",
        "\"text\"",
        "[{\"type\":\"pong\"}]"
      })
  void a_broken_frame_is_an_error_and_the_next_one_is_read(String broken) throws CodecException {
    assertNextFrameIsRead();
    assertThatThrownBy(() -> decode(broken)).isInstanceOf(CodecException.class);
    assertNextFrameIsRead();
  }

  @Test
  void white_space_around_a_frame_is_no_error() throws CodecException {
    assertThat(decode(" \r\n\t{\"type\":\"pong\",\"seq\":1} \r\n\t")).isInstanceOf(Inbound.class);
    assertNextFrameIsRead();
  }

  @Test
  void megabytes_of_frames_with_ever_new_names_are_read() throws CodecException {
    for (int i = 0; i < 50_000; i++) {
      assertThat(
              decode(
                  "{\"type\":\"pong\",\"seq\":" + i + ",\"name" + i + "\":{\"x" + i + "\":[1]}}"))
          .isEqualTo(new Inbound.HeartbeatAck(i));
    }
  }
}
