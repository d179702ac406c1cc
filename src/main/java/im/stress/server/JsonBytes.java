package im.stress.server;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of UTF-8 into which JSON is written by hand. Reused; not thread-safe. */
final class JsonBytes {
  /** {@code \}{@code uXXXX}: the most bytes that one char of a string may take. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[1024];
  private int length;

  /** Starts anew. */
  JsonBytes clear() {
    length = 0;
    return this;
  }

  /** How many bytes were written since {@link #clear()}. */
  int length() {
    return length;
  }

  /** Appends what was written to a buffer. */
  void copyTo(ByteBuf out) {
    out.writeBytes(bytes, 0, length);
  }

  /** Appends ASCII text as it is. */
  JsonBytes raw(byte[] ascii) {
    ensure(ascii.length);
    System.arraycopy(ascii, 0, bytes, length, ascii.length);
    length += ascii.length;
    return this;
  }

  /** Appends a whole number. */
  JsonBytes number(long value) {
    return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** Appends a string in quotes; half surrogate pairs, which UTF-8 can't hold, are escaped. */
  JsonBytes string(String text) {
    ensure(MAX_BYTES_PER_CHAR * text.length() + 2);
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        follow(c);
      } else if (!Character.isSurrogate(c)) {
        put(0xE0 | (c >> 12));
        follow(c >> 6);
        follow(c);
      } else if (Character.codePointAt(text, i) > 0xFFFF) {
        pair(Character.codePointAt(text, i));
        i++;
      } else {
        escaped(c);
      }
    }
    put('"');
    return this;
  }

  private void ascii(char c) {
    if (c < 0x20) {
      escaped(c);
      return;
    }
    if (c == '"' || c == '\\') {
      put('\\');
    }
    put(c);
  }

  private void pair(int codePoint) {
    put(0xF0 | (codePoint >> 18));
    follow(codePoint >> 12);
    follow(codePoint >> 6);
    follow(codePoint);
  }

  private void escaped(char c) {
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[(c >> shift) & 0xF]);
    }
  }

  /** A byte of UTF-8 after the first one: its low six bits. */
  private void follow(int bits) {
    put(0x80 | (bits & 0x3F));
  }

  private void put(int b) {
    bytes[length++] = (byte) b;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
