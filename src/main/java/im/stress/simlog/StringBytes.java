package im.stress.simlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The two ways in which the JVM keeps a string, which Gatling writes as they are: one byte per
 * character, or two in the machine's own byte order ({@code StringInternals.java}, JEP 254).
 */
final class StringBytes {
  static final byte LATIN_1 = 0;
  static final byte UTF_16 = 1;

  private static final int LAST_LATIN_1 = 0xff;

  private StringBytes() {}

  static byte coderOf(String text) {
    return text.chars().allMatch(c -> c <= LAST_LATIN_1) ? LATIN_1 : UTF_16;
  }

  static byte[] encode(String text) {
    if (coderOf(text) == LATIN_1) {
      return text.getBytes(ISO_8859_1);
    }
    byte[] bytes = new byte[text.length() * Character.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asCharBuffer().put(text);
    return bytes;
  }

  /** The inverse of {@link #encode}; keeps unpaired surrogates, which a charset would replace. */
  static String decode(byte[] value, byte coder) {
    return coder == LATIN_1
        ? new String(value, ISO_8859_1)
        : ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).asCharBuffer().toString();
  }
}
