package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.MessageBytes;

/** A decoder whose result needs room of its own, which stays from message to message. */
abstract class ScratchDecoder extends Decoder {
  private static final int FIRST_BYTES = 256;
  private byte[] kept = new byte[FIRST_BYTES];

  @Override
  final boolean decode(BodyValue value) {
    byte[] room = room(value.end() - value.start());
    return found(room, 0, decode(value.array(), value.start(), value.end(), room));
  }

  /** The result is never longer than what it is made of. */
  private byte[] room(int length) {
    if (length > MessageBytes.KEPT_BYTES) {
      return new byte[length];
    }
    if (length > kept.length) {
      kept = new byte[Math.min(MessageBytes.KEPT_BYTES, Integer.highestOneBit(length) * 2)];
    }
    return kept;
  }

  /**
   * Decodes into {@code out}.
   *
   * @return how many bytes came out
   * @throws IllegalArgumentException when the bytes are not encoded so
   */
  abstract int decode(byte[] bytes, int start, int end, byte[] out);
}
