package im.stress.transport;

import im.stress.channel.ConnectionListener;
import im.stress.channel.Framing;
import im.stress.framing.DelimiterSplitter;
import im.stress.framing.FramingException;
import im.stress.framing.JsonSplitter;
import im.stress.framing.LengthFieldSplitter;
import im.stress.framing.Splitter;
import im.stress.framing.VarintSplitter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Tells a listener whole messages, however they were cut into frames or reads. They are shown where
 * they lie: no object for each message. One for each connection, on its event loop.
 */
public final class MessageReader {
  private final Splitter splitter;
  private final ConnectionListener listener;

  /** The beginning of a message whose end is still to come; null without one. */
  private ByteBuf rest;

  private MessageReader(Splitter splitter, ConnectionListener listener) {
    this.splitter = splitter;
    this.listener = listener;
  }

  /** For a new connection; {@code maxBytes} is the longest message of a stream. */
  public static MessageReader of(Framing framing, int maxBytes, ConnectionListener listener) {
    return new MessageReader(framing.isStream() ? splitter(framing, maxBytes) : null, listener);
  }

  private static Splitter splitter(Framing framing, int maxBytes) {
    if (framing instanceof Framing.Delimited by) {
      return new DelimiterSplitter(by.delimiter(), maxBytes);
    }
    if (framing instanceof Framing.LengthField field) {
      return new LengthFieldSplitter(field::messageBytes, field.headerBytes(), maxBytes);
    }
    return framing instanceof Framing.Varint
        ? new VarintSplitter(maxBytes)
        : new JsonSplitter(maxBytes);
  }

  /**
   * Takes what a frame or a read holds; the buffer stays the caller's.
   *
   * @throws FramingException when it can't be divided into messages; nothing may be read after it
   */
  public void read(ByteBuf bytes, ByteBufAllocator allocator) throws FramingException {
    if (splitter == null) {
      listener.received(bytes);
    } else if (rest == null) {
      tellAll(bytes);
      if (bytes.isReadable()) {
        rest = allocator.buffer(bytes.readableBytes() * 2).writeBytes(bytes);
      }
    } else {
      rest.writeBytes(bytes);
      tellAll(rest);
      if (rest.isReadable()) {
        rest.discardSomeReadBytes();
      } else {
        release();
      }
    }
  }

  /** Shows each message as if the buffer ended with it. */
  private void tellAll(ByteBuf in) throws FramingException {
    for (int length = splitter.next(in); length >= 0; length = splitter.next(in)) {
      int end = in.writerIndex();
      int next = in.readerIndex() + length;
      in.writerIndex(next);
      try {
        listener.received(in);
      } finally {
        in.setIndex(next, end);
      }
    }
  }

  /** What could not be divided: the bytes that {@link #read} was given last, or all that wait. */
  ByteBuf unread(ByteBuf bytes) {
    return rest == null ? bytes : rest;
  }

  /** Whether a message has begun and not ended. */
  boolean isWithinMessage() {
    return rest != null;
  }

  /** The connection is over. */
  public void release() {
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }
}
