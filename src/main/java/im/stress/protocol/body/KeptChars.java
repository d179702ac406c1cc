package im.stress.protocol.body;

import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The first characters of a value, in room that stays from message to message: written by a parser,
 * or made of bytes when they are asked for. Not thread-safe.
 */
final class KeptChars extends Writer {
  /** Longer than every marker and id, and as much of a reason as a report shows. */
  static final int MOST = 256;

  private static final String SMALLEST_LONG = Long.toString(Long.MIN_VALUE);

  private final char[] chars = new char[MOST];
  private int written;

  /** The characters are still to be made of these bytes; null = they are there. */
  private byte[] source;

  private int start;
  private int end;

  /** What only texts need that are not ASCII, of which a run has few. */
  private OtherText other;

  /** Forgets all of them. */
  void clear() {
    written = 0;
    source = null;
  }

  /** They are those of a text in UTF-8 that stands in these bytes. */
  void set(byte[] bytes, int newStart, int newEnd) {
    written = 0;
    source = bytes;
    start = newStart;
    end = newEnd;
  }

  /** They are the digits of a number. */
  void set(long number) {
    clear();
    if (number == Long.MIN_VALUE) {
      write(SMALLEST_LONG, 0, SMALLEST_LONG.length());
      return;
    }
    long rest = Math.abs(number);
    int digits = 1;
    for (long left = rest; left >= 10; left /= 10) {
      digits++;
    }
    written = digits + (number < 0 ? 1 : 0);
    for (int i = written - 1; digits > 0; digits--) {
      chars[i--] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    if (number < 0) {
      chars[0] = '-';
    }
  }

  private void decode() {
    if (source != null) {
      byte[] bytes = source;
      source = null;
      decode(bytes);
    }
  }

  private void decode(byte[] bytes) {
    int limit = Math.min(end - start, MOST);
    for (int i = 0; i < limit; i++) {
      byte octet = bytes[start + i];
      if (octet < 0) {
        other = other == null ? new OtherText(chars) : other;
        written = other.decode(bytes, start, end);
        return;
      }
      chars[i] = (char) octet;
    }
    written = end - start;
  }

  /** How many there were, of which {@link #MOST} are kept. */
  int written() {
    decode();
    return written;
  }

  /** How many are kept. */
  int length() {
    return Math.min(written(), MOST);
  }

  char charAt(int index) {
    decode();
    return chars[index];
  }

  /** Those from one position to before another. */
  String text(int from, int to) {
    decode();
    return new String(chars, from, to - from);
  }

  boolean startsWith(String expected) {
    if (length() < expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (chars[i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void write(char[] piece, int from, int count) {
    System.arraycopy(piece, from, chars, length(), room(count));
    written += count;
  }

  @Override
  public void write(String piece, int from, int count) {
    piece.getChars(from, from + room(count), chars, length());
    written += count;
  }

  private int room(int count) {
    return Math.min(count, MOST - length());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Decodes texts that are not ASCII into the same characters. */
  private static final class OtherText {
    private final CharBuffer chars;
    private final CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer wrapped = ByteBuffer.wrap(new byte[0]);

    OtherText(char[] chars) {
      this.chars = CharBuffer.wrap(chars);
    }

    /** Makes an object when the bytes stand in another array than those of the last text did. */
    int decode(byte[] bytes, int start, int end) {
      chars.clear();
      if (wrapped.array() != bytes) {
        wrapped = ByteBuffer.wrap(bytes);
      }
      utf8.reset().decode(wrapped.limit(end).position(start), chars, true);
      return chars.position();
    }
  }
}
