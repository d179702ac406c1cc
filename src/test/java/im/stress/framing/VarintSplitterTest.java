package im.stress.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintSplitterTest {
  private static final int LIMIT = 300;

  private static VarintSplitter splitter() {
    return new VarintSplitter(LIMIT);
  }

  private static VarintSplitter unlimited() {
    return new VarintSplitter(Integer.MAX_VALUE);
  }

  private static ByteBuf prefixed(String content) {
    ByteBuf message = Unpooled.buffer().setIndex(Varint.MAX_BYTES, Varint.MAX_BYTES);
    Varint.prepend(message.writeBytes(content.getBytes(ISO_8859_1)));
    return message;
  }

  private static String sent(String content) {
    return prefixed(content).toString(ISO_8859_1);
  }

  /** As Protobuf's own documentation and its CodedOutputStream have them. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "300, ac02",
    "16383, ff7f",
    "16384, 808001"
  })
  void length_is_written_as_protobuf_does(int length, String prefix) {
    ByteBuf message = prefixed("x".repeat(length));
    assertThat(ByteBufUtil.hexDump(message.readSlice(message.readableBytes() - length)))
        .isEqualTo(prefix);
  }

  @Test
  void every_length_has_as_many_bytes_as_it_needs() {
    assertThat(Varint.bytesOf(0)).isEqualTo(1);
    for (int bits = 1; bits <= 31; bits++) {
      int longest = (int) ((1L << bits) - 1);
      assertThat(Varint.bytesOf(longest)).isEqualTo((bits + 6) / 7);
    }
  }

  @Test
  void what_is_written_is_found_again_empty_messages_included() throws FramingException {
    List<String> messages = List.of("a", "", "\0\0", "x".repeat(130), "");
    StringBuilder stream = new StringBuilder();
    messages.forEach(message -> stream.append(sent(message)));
    Stream.of(stream.toString()).hasWhereverItIsCut(messages, VarintSplitterTest::splitter);
  }

  @Test
  void message_at_the_limit_is_taken() throws FramingException {
    String longest = "x".repeat(LIMIT);
    assertThat(Stream.of(sent(longest) + sent(longest)).split(splitter(), 1, 303))
        .containsExactly(longest, longest);
  }

  @Test
  void length_over_the_limit_is_refused_before_the_message_comes() {
    Stream.of(sent("abc") + sent("x".repeat(LIMIT + 1)).substring(0, 2))
        .isRefusedWith(
            "expected a message of at most 300 bytes, got one of 301 at byte 4 of the stream",
            4,
            VarintSplitterTest::splitter);
  }

  @Test
  void length_that_is_negative_for_protobuf_is_refused() {
    Stream.of("\u00ff\u00ff\u00ff\u00ff\17")
        .isRefusedWith(
            "expected a message of at most 2147483647 bytes, got one of 4294967295 at byte 0 of the"
                + " stream",
            0,
            VarintSplitterTest::unlimited);
  }

  @Test
  void prefix_without_an_end_is_refused() {
    Stream.of("\0\u0080\u0080\u0080\u0080\u0080")
        .isRefusedWith(
            "expected a message of at most 300 bytes, got a prefix of more than 5 at byte 1 of the"
                + " stream",
            1,
            VarintSplitterTest::splitter);
  }

  @Test
  void no_bytes_make_it_throw_anything_else() {
    Stream.fuzz(VarintSplitterTest::splitter, new byte[] {0, 1, 3});
    Stream.fuzz(VarintSplitterTest::unlimited, new byte[] {(byte) 0x80, (byte) 0xff, 15});
  }
}
