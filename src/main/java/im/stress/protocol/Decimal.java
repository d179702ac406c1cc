package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/** Decimal numbers, written without a String. */
public final class Decimal {

  private Decimal() {}

  /** Appends {@code value} as JSON writes it. */
  public static void write(long value, ByteBuf out) {
    if (value < 0) {
      out.writeByte('-');
    }
    // Negative numbers reach further than positive ones: no overflow at Long.MIN_VALUE.
    long rest = value < 0 ? value : -value;
    int digits = digitsOf(rest);
    out.ensureWritable(digits);
    int start = out.writerIndex();
    for (int index = start + digits - 1; index >= start; index--) {
      out.setByte(index, (int) ('0' - rest % 10));
      rest /= 10;
    }
    out.writerIndex(start + digits);
  }

  private static int digitsOf(long negative) {
    int digits = 1;
    for (long rest = negative; rest <= -10; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
