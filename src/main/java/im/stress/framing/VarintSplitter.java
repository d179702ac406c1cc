package im.stress.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds the messages of a stream, before each of which stands its length as a {@link Varint}.
 * Messages may be empty.
 */
public final class VarintSplitter implements Splitter {
  private static final long UNKNOWN = -1;
  private static final int MORE = 0x80;
  private static final int BITS = 0x7F;
  private static final int BITS_OF_A_BYTE = 7;

  private final int maxMessageBytes;
  private long messageOffset;
  private int prefixBytes;
  private long prefix;

  /** Of the message that is not whole yet. */
  private long length = UNKNOWN;

  /** Takes messages of up to so many bytes, without their prefix. */
  public VarintSplitter(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** {@inheritDoc} The prefix is no part of the message. */
  @Override
  public int next(ByteBuf in) throws FramingException {
    while (length == UNKNOWN && prefixBytes < in.readableBytes()) {
      take(in.getByte(in.readerIndex() + prefixBytes));
    }
    if (length == UNKNOWN || in.readableBytes() < prefixBytes + length) {
      return NOT_YET;
    }
    in.skipBytes(prefixBytes);
    int found = (int) length;
    messageOffset += prefixBytes + length;
    startAnew();
    return found;
  }

  private void startAnew() {
    prefixBytes = 0;
    prefix = 0;
    length = UNKNOWN;
  }

  private void take(byte b) throws FramingException {
    prefix |= (long) (b & BITS) << (BITS_OF_A_BYTE * prefixBytes);
    prefixBytes++;
    if ((b & MORE) == 0) {
      length = checked(prefix);
    } else if (prefixBytes == Varint.MAX_BYTES) {
      throw refused("a prefix of more than " + Varint.MAX_BYTES);
    }
  }

  private long checked(long said) throws FramingException {
    if (said > maxMessageBytes) {
      throw refused("one of " + said);
    }
    return said;
  }

  private FramingException refused(String got) {
    return new FramingException(
        "expected a message of at most " + maxMessageBytes + " bytes, got " + got, messageOffset);
  }
}
