package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
  private final FrameWriter writer = new FrameWriter(UnpooledByteBufAllocator.DEFAULT);

  private static String hex(ByteBuf frame) {
    return ByteBufUtil.hexDump(frame);
  }

  @Test
  void short_frame_has_one_length_byte() {
    ByteBuf frame = writer.pong(OptionalLong.empty());
    assertThat(hex(frame.readSlice(2))).isEqualTo("810f");
    assertThat(frame.toString(UTF_8)).isEqualTo("{\"type\":\"pong\"}");
  }

  @Test
  void longer_frame_has_two_or_eight_length_bytes() {
    assertThat(hex(writer.kick("x".repeat(101)).readSlice(4))).isEqualTo("817e0080");
    assertThat(hex(writer.kick("x".repeat(65_508)).readSlice(4))).isEqualTo("817effff");
    assertThat(hex(writer.kick("x".repeat(65_509)).readSlice(10)))
        .isEqualTo("817f0000000000010000");
  }

  @Test
  void close_frame_has_code_and_reason() {
    assertThat(hex(writer.close(1000, ""))).isEqualTo("880203e8");
    assertThat(hex(writer.close(1008, "no"))).isEqualTo("880403f06e6f");
  }

  @Test
  void reason_that_is_too_long_is_cut_between_characters() {
    ByteBuf frame = writer.close(1000, "€".repeat(60));
    assertThat(frame.getByte(1)).isEqualTo((byte) 125);
    assertThat(frame.skipBytes(4).toString(UTF_8)).isEqualTo("€".repeat(41));
  }

  @Test
  void pong_frame_returns_the_payload() {
    assertThat(hex(writer.pongFrame(Unpooled.copiedBuffer("ab", UTF_8)))).isEqualTo("8a026162");
  }

  @Test
  void any_string_survives() throws IOException {
    StringBuilder all = new StringBuilder("\ud83d\ude00 \ud800 \udc00\ud800");
    for (char c = 0; c < 0x900; c++) {
      all.append(c);
    }
    all.append("\u0fff\u1000\ud7ff\ue000\uffff");
    ByteBuf frame = writer.chatAck(all.toString());
    String json = frame.skipBytes(4).toString(UTF_8);
    assertThat(new ObjectMapper().readTree(json).path("id").textValue()).isEqualTo(all.toString());
  }

  @Test
  void garbage_is_not_json() {
    ByteBuf frame = writer.garbage();
    assertThat(frame.skipBytes(2).toString(UTF_8)).doesNotEndWith("}");
  }
}
