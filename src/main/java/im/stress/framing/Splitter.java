package im.stress.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds the messages of a stream. Looks at each byte once, however the stream is cut into reads,
 * and makes no object for a message. One for each connection; not thread-safe.
 */
public interface Splitter {
  /** The next message is not whole yet. */
  int NOT_YET = -1;

  /**
   * The length of the next message, which then begins at the reader index, or {@link #NOT_YET};
   * skips what stands between messages. The caller reads the message before the next call. What is
   * not whole is left unread and has to stand there again, followed by more.
   *
   * @throws FramingException when it is no message, or too long; there is no next call
   */
  int next(ByteBuf in) throws FramingException;
}
