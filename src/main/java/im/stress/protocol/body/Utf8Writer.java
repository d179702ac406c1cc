package im.stress.protocol.body;

import java.io.Writer;
import java.util.Arrays;

/** Collects characters as UTF-8 in bytes that are reused from text to text. Not thread-safe. */
final class Utf8Writer extends Writer {
  private static final int MOST_BYTES_OF_CHAR = 3;

  private byte[] bytes = new byte[0];
  private int length;
  private char high;

  /** Forgets the last text. */
  Utf8Writer begin() {
    length = 0;
    high = 0;
    if (bytes.length > MessageBytes.KEPT_BYTES) { // those for a large text go with it
      bytes = new byte[0];
    }
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public void write(char[] piece, int from, int count) {
    reserve(count);
    for (int i = from; i < from + count; i++) {
      add(piece[i]);
    }
  }

  @Override
  public void write(String piece, int from, int count) {
    reserve(count);
    for (int i = from; i < from + count; i++) {
      add(piece.charAt(i));
    }
  }

  private void reserve(int count) {
    int needed = length + count * MOST_BYTES_OF_CHAR;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }

  private void add(char letter) {
    if (letter < 0x80) {
      bytes[length++] = (byte) letter;
    } else if (letter < 0x800) {
      put(0xc0 | letter >> 6);
      continuation(letter);
    } else if (Character.isHighSurrogate(letter)) {
      high = letter;
    } else if (Character.isLowSurrogate(letter) && high != 0) {
      supplementary(Character.toCodePoint(high, letter));
    } else if (Character.isSurrogate(letter)) {
      put('?'); // half a pair: no character
    } else {
      put(0xe0 | letter >> 12);
      continuation(letter >> 6);
      continuation(letter);
    }
  }

  private void supplementary(int codePoint) {
    high = 0;
    put(0xf0 | codePoint >> 18);
    continuation(codePoint >> 12);
    continuation(codePoint >> 6);
    continuation(codePoint);
  }

  private void continuation(int bits) {
    put(0x80 | (bits & 0x3f));
  }

  private void put(int octet) {
    bytes[length++] = (byte) octet;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
