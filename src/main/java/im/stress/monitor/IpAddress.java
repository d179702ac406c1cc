package im.stress.monitor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An address as two comparable numbers. IPv4 is held as IPv4-mapped IPv6 ({@code ::ffff:a.b.c.d}),
 * because Linux lists the same peer in either form, depending on the socket. The order of the bytes
 * is that of the source: compare only addresses of one source.
 */
record IpAddress(long high, long low) {
  private static final int IPV4_BYTES = 4;

  /** An address of 4 or 16 bytes; an empty one is "any". */
  static IpAddress ofBytes(byte[] bytes) {
    if (bytes.length == IPV4_BYTES) {
      return ofIpv4(new BigInteger(1, bytes).longValue());
    }
    int half = bytes.length / 2;
    return new IpAddress(
        number(Arrays.copyOfRange(bytes, 0, half)),
        number(Arrays.copyOfRange(bytes, half, bytes.length)));
  }

  /** The four 32-bit words that {@code /proc/net/tcp6} prints, in this order. */
  static IpAddress ofWords(long first, long second, long third, long fourth) {
    // Words are printed as the machine's integers: 00 00 ff ff is FFFF0000 on little-endian ones.
    boolean mapped = first == 0 && second == 0 && (third == 0xFFFF0000L || third == 0xFFFFL);
    return mapped ? ofIpv4(fourth) : new IpAddress(first << 32 | second, third << 32 | fourth);
  }

  /** The one 32-bit word of an IPv4 address. */
  static IpAddress ofIpv4(long word) {
    return new IpAddress(0, 0xFFFFL << 32 | word);
  }

  /**
   * An address of 4 or 16 bytes as {@code /proc/net/tcp} prints it: in integers of this machine.
   */
  static IpAddress asInProc(byte[] bytes) {
    IntBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
    long[] numbers = IntStream.range(0, words.limit()).mapToLong(i -> word(words, i)).toArray();
    return numbers.length == 1
        ? ofIpv4(numbers[0])
        : ofWords(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static long word(IntBuffer words, int index) {
    return Integer.toUnsignedLong(words.get(index));
  }

  private static long number(byte[] bytes) {
    return new BigInteger(1, bytes).longValue();
  }
}
