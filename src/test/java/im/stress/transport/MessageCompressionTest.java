package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.util.CharsetUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7692 section 7.2.3, to the byte. */
class MessageCompressionTest {
  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final MessageCompression remembering = new MessageCompression(false, 1_000);
  private final MessageCompression forgetting = new MessageCompression(true, 1_000);

  @AfterEach
  void giveMemoryBack() {
    remembering.close();
    forgetting.close();
  }

  private static String compressed(MessageCompression by, String text) {
    ByteBuf message = Unpooled.copiedBuffer(text, CharsetUtil.UTF_8);
    ByteBuf compressed = by.compressed(message, ALLOCATOR);
    assertThat(message.refCnt()).isZero();
    return hex(compressed);
  }

  private static String hex(ByteBuf bytes) {
    try {
      return ByteBufUtil.hexDump(bytes);
    } finally {
      bytes.release();
    }
  }

  private static String expanded(MessageCompression by, String hex) {
    ByteBuf expanded =
        by.expanded(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)), ALLOCATOR);
    try {
      return expanded.toString(CharsetUtil.UTF_8);
    } finally {
      expanded.release();
    }
  }

  @Test
  void a_message_that_was_sent_before_is_shorter() {
    assertThat(compressed(remembering, "Hello")).isEqualTo("f248cdc9c90700");
    assertThat(compressed(remembering, "Hello")).isEqualTo("f200110000");
  }

  @Test
  void each_message_by_itself_is_as_long_again() {
    assertThat(compressed(forgetting, "Hello")).isEqualTo("f248cdc9c90700");
    assertThat(compressed(forgetting, "Hello")).isEqualTo("f248cdc9c90700");
  }

  @Test
  void messages_of_one_window_are_expanded() {
    assertThat(expanded(remembering, "f248cdc9c90700")).isEqualTo("Hello");
    assertThat(expanded(remembering, "f200110000")).isEqualTo("Hello");
  }

  @Test
  void blocks_of_every_kind_are_expanded() {
    assertThat(expanded(remembering, "000500faff48656c6c6f00")).isEqualTo("Hello");
    assertThat(expanded(remembering, "f348cdc9c9070000")).as("final block").isEqualTo("Hello");
    assertThat(expanded(remembering, "f248050000 00ffffcac9c90700".replace(" ", "")))
        .as("two blocks")
        .isEqualTo("Hello");
  }

  @Test
  void a_message_larger_than_its_first_room_is_kept_whole() {
    String text = "0123456789".repeat(99);

    assertThat(expanded(remembering, compressed(remembering, text))).isEqualTo(text);
  }

  @Test
  void a_message_over_the_limit_is_refused_however_short_it_came() {
    String bomb = compressed(remembering, "a".repeat(1_000_000));

    assertThat(bomb.length()).isLessThan(4_000);
    assertThatThrownBy(() -> expanded(remembering, bomb))
        .isInstanceOf(CorruptedWebSocketFrameException.class)
        .hasMessageContaining("expected at most 1000 bytes");
  }

  @Test
  void bytes_that_are_no_deflate_are_refused() {
    assertThatThrownBy(() -> expanded(remembering, "ffffffff"))
        .isInstanceOf(CorruptedWebSocketFrameException.class)
        .hasMessageContaining("expected deflate");
  }

  @Test
  void a_message_after_the_end_goes_as_it_is() {
    remembering.close();

    assertThat(
            hex(remembering.compressed(Unpooled.copiedBuffer("a", CharsetUtil.UTF_8), ALLOCATOR)))
        .isEqualTo("61");
  }
}
