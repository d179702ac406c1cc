package im.stress.framing;

import io.netty.buffer.ByteBuf;

/** Finds the messages of a stream, each of which begins with a header that has its length. */
public final class LengthFieldSplitter implements Splitter {
  private static final int UNKNOWN = 0;

  private final Header header;
  private final int headerBytes;
  private final int maxMessageBytes;
  private long messageOffset;

  /** Of the message that is not whole yet. */
  private int length = UNKNOWN;

  /** Where a message has its length. */
  public interface Header {
    /**
     * The length of the whole message, of which the header has come, as it says.
     *
     * @param start index of its first byte
     */
    long messageBytes(ByteBuf in, int start);
  }

  /**
   * Takes messages of up to so many bytes, header included.
   *
   * @param headerBytes length of the header, 1 or more: no message is shorter
   */
  public LengthFieldSplitter(Header header, int headerBytes, int maxMessageBytes) {
    this.header = header;
    this.headerBytes = headerBytes;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** {@inheritDoc} The header is a part of the message. */
  @Override
  public int next(ByteBuf in) throws FramingException {
    if (length == UNKNOWN && in.readableBytes() >= headerBytes) {
      length = checked(header.messageBytes(in, in.readerIndex()));
    }
    if (length == UNKNOWN || in.readableBytes() < length) {
      return NOT_YET;
    }
    int found = length;
    length = UNKNOWN;
    messageOffset += found;
    return found;
  }

  private int checked(long said) throws FramingException {
    if (said < headerBytes || said > maxMessageBytes) {
      throw new FramingException(
          "expected a message of %d to %d bytes with its header, got one of %d"
              .formatted(headerBytes, maxMessageBytes, said),
          messageOffset);
    }
    return (int) said;
  }
}
