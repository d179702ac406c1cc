package im.stress.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LengthFieldSplitterTest {
  private static final int LIMIT = 300;

  /** A byte of something else, then the length of the whole message. */
  private static LengthFieldSplitter ofWhole() {
    return new LengthFieldSplitter((in, start) -> in.getUnsignedShort(start + 1), 4, LIMIT);
  }

  private static LengthFieldSplitter ofInt() {
    return new LengthFieldSplitter((in, start) -> in.getInt(start), 4, LIMIT);
  }

  private static String message(String content) {
    int length = content.length() + 4;
    return "t" + (char) (length >> 8) + (char) (length & 0xff) + "v" + content;
  }

  @Test
  void header_is_a_part_of_its_message() throws FramingException {
    List<String> messages = List.of(message("a"), message(""), message("\0\0\0\5bcdef"));
    Stream.of(String.join("", messages))
        .hasWhereverItIsCut(messages, LengthFieldSplitterTest::ofWhole);
  }

  @Test
  void message_at_the_limit_is_taken() throws FramingException {
    String longest = message("x".repeat(LIMIT - 4));
    assertThat(Stream.of(longest + longest).split(ofWhole(), 2, 299, 301))
        .containsExactly(longest, longest);
  }

  @Test
  void length_over_the_limit_is_refused_before_the_rest_comes() {
    String tooLong = message("x".repeat(LIMIT - 3)).substring(0, 4);
    Stream.of(message("ab") + tooLong)
        .isRefusedWith(
            "expected a message of 4 to 300 bytes with its header, got one of 301 at byte 6 of the"
                + " stream",
            6,
            LengthFieldSplitterTest::ofWhole);
  }

  @Test
  void length_below_that_of_the_header_is_refused() {
    Stream.of(message("") + "t\0\3v")
        .isRefusedWith(
            "expected a message of 4 to 300 bytes with its header, got one of 3 at byte 4 of the"
                + " stream",
            4,
            LengthFieldSplitterTest::ofWhole);
  }

  @Test
  void negative_length_is_refused() {
    Stream.of("\u00ff\u00ff\u00ff\u00fe")
        .isRefusedWith(
            "expected a message of 4 to 300 bytes with its header, got one of -2 at byte 0 of the"
                + " stream",
            0,
            LengthFieldSplitterTest::ofInt);
  }

  @Test
  void no_bytes_make_it_throw_anything_else() {
    Stream.fuzz(LengthFieldSplitterTest::ofWhole, new byte[] {0, 4, 5});
    Stream.fuzz(LengthFieldSplitterTest::ofInt, new byte[] {0, 0, 0, 4});
  }
}
