package im.stress.transport;

import im.stress.channel.Framing;
import im.stress.framing.Varint;
import io.netty.buffer.ByteBuf;

/**
 * Adds to a message what tells it from the next one, in the buffer that holds it. Safe on any
 * thread.
 */
interface MessageWriter {
  /** A message is sent as it was written. */
  MessageWriter AS_WRITTEN = message -> {};

  /** The length stands before the message. */
  MessageWriter VARINT =
      new MessageWriter() {
        @Override
        public int room() {
          return Varint.MAX_BYTES;
        }

        @Override
        public void complete(ByteBuf message) {
          Varint.prepend(message);
        }
      };

  /** For connections on which messages are told apart in this way. */
  static MessageWriter of(Framing framing) {
    if (framing instanceof Framing.Delimited by) {
      return message -> message.writeByte(by.delimiter());
    }
    return framing instanceof Framing.Varint ? VARINT : AS_WRITTEN;
  }

  /** How many bytes have to be free before a message. */
  default int room() {
    return 0;
  }

  /**
   * Completes a whole message.
   *
   * @param message with {@link #room} before its reader index
   */
  void complete(ByteBuf message);
}
