package im.stress.framing;

import io.netty.buffer.ByteBuf;

/** Lengths as Protobuf writes them: seven bits a byte, the lowest first; the highest bit = more. */
public final class Varint {
  /** Enough for 32 bits. */
  public static final int MAX_BYTES = 5;

  private static final int MORE = 0x80;
  private static final int BITS_OF_A_BYTE = 7;

  private Varint() {}

  /**
   * Puts the length of a message right before it; the message then begins with it.
   *
   * @param message with room for {@link #MAX_BYTES} before its reader index
   */
  public static void prepend(ByteBuf message) {
    int length = message.readableBytes();
    int start = message.readerIndex() - bytesOf(length);
    message.readerIndex(start);
    int at = start;
    for (int rest = length; ; rest >>>= BITS_OF_A_BYTE) {
      if (rest < MORE) {
        message.setByte(at, rest);
        return;
      }
      message.setByte(at, rest | MORE);
      at++;
    }
  }

  /** How many bytes a length takes, 0 or more. */
  static int bytesOf(int length) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(length | 1);
    return (bits + BITS_OF_A_BYTE - 1) / BITS_OF_A_BYTE;
  }
}
