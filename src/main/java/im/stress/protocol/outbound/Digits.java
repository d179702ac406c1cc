package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;

/** Whole numbers that a template writes in decimal digits. */
final class Digits {
  private Digits() {}

  /** The number; 0 where there are no digits, and no more than the digits before something else. */
  static long of(Template template, Outgoing outgoing) {
    ByteBuf text = outgoing.scratch().lend();
    try {
      template.write(outgoing, text);
      return read(text);
    } finally {
      outgoing.scratch().giveBack();
    }
  }

  private static long read(ByteBuf text) {
    long number = 0;
    while (text.isReadable()) {
      int digit = text.readByte() - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
