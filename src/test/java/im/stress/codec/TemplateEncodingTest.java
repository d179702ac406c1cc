package im.stress.codec;

import static im.stress.codec.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEncodingTest {
  private final ImCodec codec = Frames.json("");

  @Test
  void login_of_the_json_format() {
    assertThat(Frames.encode(codec, new Outbound.Login(7)))
        .isEqualTo("{\"type\":\"login\",\"uid\":\"u7\",\"token\":\"secret\"}");
  }

  @Test
  void heartbeat_of_the_json_format() {
    assertThat(Frames.encode(codec, new Outbound.Heartbeat(7, 12)))
        .isEqualTo("{\"type\":\"ping\",\"seq\":12}");
  }

  @Test
  void chat_of_the_json_format() {
    assertThat(Frames.encode(codec, new Outbound.Chat(7, 8, 3, 2, 1_700_000_000_000_000L)))
        .isEqualTo(
            "{\"type\":\"chat\",\"id\":\"1234abcd0000000700000003\",\"from\":\"u7\",\"to\":\"u8\","
                + "\"content\":\"im1:1234abcd000000070000000800000002060a24181e4000"
                + "..............\"}");
  }

  @Test
  void content_has_exactly_the_configured_bytes() throws IOException {
    for (int size : new int[] {Marker.LENGTH, Marker.LENGTH + 1, 1000}) {
      ImCodec sized = Frames.json("", new CodecContext(RUN_KEY, "u", 0, "secret", size));
      String frame = Frames.encode(sized, new Outbound.Chat(0, 1, 0, 0, 0));
      assertThat(new ObjectMapper().readTree(frame).get("content").asText()).hasSize(size);
    }
  }

  @Test
  void extreme_values_are_written_whole() {
    ImCodec extreme = Frames.json("", new CodecContext(-1, "", Integer.MAX_VALUE, "t", 50));
    int max = Integer.MAX_VALUE;

    assertThat(Frames.encode(extreme, new Outbound.Chat(max, 0, max, max, (1L << 56) - 1)))
        .isEqualTo(
            "{\"type\":\"chat\",\"id\":\"ffffffff7fffffff7fffffff\",\"from\":\"4294967294\","
                + "\"to\":\"2147483647\",\"content\":\"im1:ffffffff7fffffff000000007fffffff"
                + "ffffffffffffff\"}");
    assertThat(Frames.encode(extreme, new Outbound.Heartbeat(0, Long.MIN_VALUE)))
        .isEqualTo("{\"type\":\"ping\",\"seq\":-9223372036854775808}");
    assertThat(Frames.encode(extreme, new Outbound.Heartbeat(0, 0))).contains("\"seq\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b\\c", "\n\t\u0000\u001f", "用户", "\uD83D\uDE00", "${uid}", ""})
  void token_and_uid_prefix_reach_the_server_as_they_are(String text) throws IOException {
    ImCodec escaping = Frames.json("", new CodecContext(RUN_KEY, text, 5, text, 64));

    String login = Frames.encode(escaping, new Outbound.Login(2));

    assertThat(new ObjectMapper().readTree(login).get("uid").asText()).isEqualTo(text + "7");
    assertThat(new ObjectMapper().readTree(login).get("token").asText()).isEqualTo(text);
  }

  @Test
  void numbers_may_stand_without_quotes() {
    ImCodec numbers =
        Frames.json(
            """
            outbound.chat = \"""{"id":${from},"to":${to},"n":${seq},"key":"${id}","msg":"${content}"}\"""
            """,
            new CodecContext(RUN_KEY, "", 1001, "123456", 50));

    assertThat(Frames.encode(numbers, new Outbound.Chat(0, 1, 9, 0, 0)))
        .startsWith("{\"id\":1001,\"to\":1002,\"n\":9,\"key\":\"1234abcd0000000000000009\"");
  }

  @Test
  void time_of_sending_is_in_milliseconds() {
    SettingsBlock template =
        Presets.complete(
            Frames.settings(
                """
                outbound.login = \"""{"at":${epochMillis},"uid":"${uid}"}\"""
                """));
    ImCodec stopped =
        new TemplateCodec(
            TemplateProtocol.compile(template, Frames.context(), () -> 1_700_000_000_123L));

    assertThat(Frames.encode(stopped, new Outbound.Login(0)))
        .isEqualTo("{\"at\":1700000000123,\"uid\":\"u0\"}");
  }

  @Test
  void bytes_before_and_after_in_the_buffer_stay() {
    ByteBuf out = Unpooled.directBuffer(1).writeByte('<');
    try {
      codec.encode(new Outbound.Heartbeat(0, 1), out);
      codec.encode(new Outbound.Heartbeat(0, 22), out);

      assertThat(out.readerIndex()).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .isEqualTo("<{\"type\":\"ping\",\"seq\":1}{\"type\":\"ping\",\"seq\":22}");
    } finally {
      out.release();
    }
  }

  @Test
  void heartbeat_kinds_other_than_message_have_no_heartbeat_to_write() {
    ImCodec frames = Frames.json("heartbeat-kind = ping-frame, outbound.heartbeat = null");

    assertThat(frames.heartbeatKind()).isEqualTo(ImCodec.HeartbeatKind.PING_FRAME);
    assertThatThrownBy(() -> Frames.encode(frames, new Outbound.Heartbeat(0, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no heartbeat message");
  }

  @Test
  void kind_of_frame_comes_from_the_settings() {
    assertThat(codec.textFrames()).isTrue();
    assertThat(Frames.json("text-frames = false").textFrames()).isFalse();
    assertThat(codec.heartbeatKind()).isEqualTo(ImCodec.HeartbeatKind.MESSAGE);
    assertThat(Frames.json("heartbeat-kind = none").heartbeatKind())
        .isEqualTo(ImCodec.HeartbeatKind.NONE);
  }
}
