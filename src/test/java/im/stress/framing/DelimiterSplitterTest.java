package im.stress.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DelimiterSplitterTest {
  private static DelimiterSplitter splitter() {
    return new DelimiterSplitter((byte) 0, 5);
  }

  @Test
  void nothing_between_two_delimiters_is_no_message() throws FramingException {
    Stream.of("\0\0a\0b\n\0\0\0cdefg\0\0")
        .hasWhereverItIsCut(List.of("a", "b\n", "cdefg"), DelimiterSplitterTest::splitter);
  }

  @Test
  void what_has_no_delimiter_yet_waits() throws FramingException {
    assertThat(Stream.of("a\0bcd").split(splitter())).containsExactly("a");
  }

  @Test
  void message_over_the_limit_is_refused_before_its_end_comes() {
    Stream.of("abcde\0\0abcdef")
        .isRefusedWith(
            "expected a message of at most 5 bytes, got more at byte 12 of the stream",
            12,
            DelimiterSplitterTest::splitter);
  }

  @Test
  void no_bytes_make_it_throw_anything_else() {
    Stream.fuzz(DelimiterSplitterTest::splitter, new byte[] {0});
  }
}
