package im.stress.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.util.internal.StringUtil;
import java.util.Locale;

/** Hexadecimal numbers of fixed width, written and read without a String. */
public final class Hex {
  private static final short[] PAIRS = new short[256];

  static {
    for (int value = 0; value < PAIRS.length; value++) {
      String pair = String.format(Locale.ROOT, "%02x", value);
      PAIRS[value] = (short) (pair.charAt(0) << 8 | pair.charAt(1));
    }
  }

  private Hex() {}

  /** Appends the lowest {@code digits} hex digits of {@code value}; {@code digits} is even. */
  public static void write(long value, int digits, ByteBuf out) {
    for (int shift = 4 * digits - 8; shift >= 0; shift -= 8) {
      out.writeShort(PAIRS[(int) (value >>> shift) & 0xff]);
    }
  }

  /**
   * Reads {@code digits} hex digits, at most 15.
   *
   * @return the number, 0 or more; -1 when one of the characters is no hex digit
   */
  public static long read(CharSequence text, int start, int digits) {
    long value = 0;
    for (int i = start; i < start + digits; i++) {
      int nibble = StringUtil.decodeHexNibble(text.charAt(i));
      if (nibble < 0) {
        return -1;
      }
      value = value << 4 | nibble;
    }
    return value;
  }
}
