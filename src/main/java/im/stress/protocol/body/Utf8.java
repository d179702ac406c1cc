package im.stress.protocol.body;

import im.stress.protocol.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict check of UTF-8: the JSON parser lets overlong forms and surrogates pass. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * Does nothing when the bytes from {@code start} to {@code end} are UTF-8 (RFC 3629).
   *
   * @throws ProtocolException at the first byte that isn't
   */
  public static void requireValid(byte[] bytes, int start, int end) throws ProtocolException {
    int at = isAscii(bytes, start, end) ? end : firstBad(bytes, start, end);
    if (at < end) {
      throw new ProtocolException(
          "expected UTF-8, got byte 0x%02x".formatted(bytes[at] & 0xff), at - start);
    }
  }

  /** Index of the first byte of what is no character; {@code end} = there is none such. */
  private static int firstBad(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end) {
      int more = bytes[at] >= 0 ? 0 : following(bytes[at] & 0xff);
      if (more < 0
          || more >= end - at
          || (more > 0 && !isSecond(bytes[at] & 0xff, bytes[at + 1]))) {
        return at;
      }
      for (int i = 2; i <= more; i++) {
        if (bytes[at + i] >= (byte) 0xc0) {
          return at;
        }
      }
      at += 1 + more;
    }
    return end;
  }

  /** How many bytes follow a first one, by the table of RFC 3629, section 4; -1 = it is none. */
  private static int following(int first) {
    if (first < 0xc2 || first > 0xf4) {
      return -1;
    }
    return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  }

  /** The same table: no overlong form, no surrogate, nothing above U+10FFFF. */
  private static boolean isSecond(int first, byte octet) {
    int second = octet & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    long seen = 0;
    int index = start;
    for (; index <= end - Long.BYTES; index += Long.BYTES) {
      seen |= (long) LONGS.get(bytes, index);
    }
    for (; index < end; index++) {
      seen |= bytes[index];
    }
    return (seen & HIGH_BITS) == 0;
  }
}
