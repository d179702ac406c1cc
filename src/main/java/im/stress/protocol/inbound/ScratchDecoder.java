package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.MessageBytes;

/** A decoder whose result needs room of its own, which stays from message to message. */
abstract class ScratchDecoder extends Decoder {
  private final MessageBytes kept = new MessageBytes();

  /** The result is never longer than what it is made of. */
  @Override
  final boolean decode(BodyValue value) {
    byte[] room = kept.room(value.end() - value.start());
    return found(room, 0, decode(value.array(), value.start(), value.end(), room));
  }

  /**
   * Decodes into {@code out}.
   *
   * @return how many bytes came out
   * @throws IllegalArgumentException when the bytes are not encoded so
   */
  abstract int decode(byte[] bytes, int start, int end, byte[] out);
}
