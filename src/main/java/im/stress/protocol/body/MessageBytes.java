package im.stress.protocol.body;

import io.netty.buffer.ByteBuf;

/** The bytes of one message after the other, in an array that stays. Not thread-safe. */
public final class MessageBytes {
  /** A message up to this size is copied into an array that stays; a larger one has its own. */
  public static final int KEPT_BYTES = 64 * 1024;

  private static final int FIRST_BYTES = 1024;

  private byte[] kept = new byte[FIRST_BYTES];

  /** Copies what stands between the buffer's indices, to the front of the array. */
  public byte[] of(ByteBuf message) {
    int length = message.readableBytes();
    byte[] bytes = room(length);
    message.getBytes(message.readerIndex(), bytes, 0, length);
    return bytes;
  }

  /** An array with room for so many bytes, for whatever is made of a message. */
  public byte[] room(int length) {
    if (length > KEPT_BYTES) {
      return new byte[length];
    }
    if (length > kept.length) {
      kept = new byte[Math.min(KEPT_BYTES, Integer.highestOneBit(length) * 2)];
    }
    return kept;
  }

  /** Bytes that stay allocated between messages. */
  public int keptBytes() {
    return kept.length;
  }
}
