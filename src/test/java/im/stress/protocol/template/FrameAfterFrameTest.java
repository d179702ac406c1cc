package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One parser reads all frames: none of them may leave anything behind for the next. */
class FrameAfterFrameTest {
  private final TemplateProtocol protocol = Frames.json("");

  private String decode(String frame) throws ProtocolException {
    return Frames.decode(protocol, frame);
  }

  private void assertNextFrameIsRead() throws ProtocolException {
    assertThat(decode("{\"type\":\"pong\",\"seq\":5}")).isEqualTo("heartbeatAnswered 5");
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
  void a_broken_frame_is_an_error_and_the_next_one_is_read(String broken) throws ProtocolException {
    assertNextFrameIsRead();
    assertThatThrownBy(() -> decode(broken)).isInstanceOf(ProtocolException.class);
    assertNextFrameIsRead();
  }

  @Test
  void white_space_around_a_frame_is_no_error() throws ProtocolException {
    assertThat(decode(" \r\n\t{\"type\":\"pong\",\"seq\":1} \r\n\t"))
        .startsWith("heartbeatAnswered");
    assertNextFrameIsRead();
  }

  @Test
  void megabytes_of_frames_with_ever_new_names_are_read() throws ProtocolException {
    for (int i = 0; i < 50_000; i++) {
      assertThat(
              decode(
                  "{\"type\":\"pong\",\"seq\":" + i + ",\"name" + i + "\":{\"x" + i + "\":[1]}}"))
          .isEqualTo("heartbeatAnswered " + i);
    }
  }
}
