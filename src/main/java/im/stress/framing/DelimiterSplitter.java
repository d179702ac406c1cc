package im.stress.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds the messages of a stream that end with a delimiter, such as a line feed. Where nothing
 * stands between two delimiters there is no message.
 */
public final class DelimiterSplitter implements Splitter {
  private final byte delimiter;
  private final int maxMessageBytes;
  private long messageOffset;
  private int scanned;

  /** Takes messages of up to so many bytes, without the delimiter. */
  public DelimiterSplitter(byte delimiter, int maxMessageBytes) {
    this.delimiter = delimiter;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** {@inheritDoc} The delimiter is no part of the message. */
  @Override
  public int next(ByteBuf in) throws FramingException {
    while (scanned == 0 && in.isReadable() && in.getByte(in.readerIndex()) == delimiter) {
      in.skipBytes(1);
      messageOffset++;
    }
    int end = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), delimiter);
    int length = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
    if (length > maxMessageBytes) {
      throw new FramingException(
          "expected a message of at most " + maxMessageBytes + " bytes, got more",
          messageOffset + maxMessageBytes);
    }
    scanned = end < 0 ? length : 0;
    messageOffset += end < 0 ? 0 : length;
    return end < 0 ? NOT_YET : length;
  }
}
