package im.stress.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses and expands the messages of one connection (permessage-deflate, RFC 7692 section 7.2),
 * each way with the window that the messages before have filled. Belongs to the event loop of its
 * channel, and holds memory outside of the heap until it is closed.
 *
 * <p>Netty's handlers for it are not used: they take and make an object for each frame, and hold
 * two channels of their own for each connection.
 */
final class MessageCompression {
  /** An empty block, which ends each message and is not sent (RFC 7692 section 7.2.1). */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  /** Least room for a step of zlib: most messages of a chat need one step. */
  private static final int STEP_BYTES = 256;

  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final boolean forgetting;
  private final int maxMessageBytes;
  private boolean closed;

  /**
   * For a new connection.
   *
   * @param forgetting whether each message that is sent begins with an empty window
   * @param maxMessageBytes the longest message that is received, expanded
   */
  MessageCompression(boolean forgetting, int maxMessageBytes) {
    this.forgetting = forgetting;
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * Compresses a message, which it releases.
   *
   * @return a payload for {@link FrameEncoder}, to be released by its taker
   */
  ByteBuf compressed(ByteBuf message, ByteBufAllocator allocator) {
    if (closed) {
      return message;
    }
    ByteBuf to = FrameEncoder.newPayload(allocator, 0);
    try {
      deflater.setInput(message.nioBuffer());
      int written;
      do {
        written = deflater.deflate(room(to), Deflater.SYNC_FLUSH);
        to.writerIndex(to.writerIndex() + written);
      } while (written > 0);
    } finally {
      message.release();
    }
    if (forgetting) {
      deflater.reset();
    }
    return to.writerIndex(to.writerIndex() - TAIL.length);
  }

  /**
   * Expands a message, which stays the caller's.
   *
   * @return the message as it was sent, to be released by the caller
   * @throws CorruptedWebSocketFrameException when it is too long, or none of deflate
   */
  ByteBuf expanded(ByteBuf message, ByteBufAllocator allocator) {
    ByteBuf to = allocator.buffer(Math.max(STEP_BYTES, 2 * message.readableBytes()));
    boolean whole = false;
    try {
      expand(message.nioBuffer(), to);
      expand(ByteBuffer.wrap(TAIL), to);
      whole = true;
      return to;
    } catch (DataFormatException e) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
          "compressed message: expected deflate (RFC 7692), got other bytes: " + e.getMessage());
    } finally {
      if (!whole) {
        to.release();
      }
    }
  }

  private void expand(ByteBuffer from, ByteBuf to) throws DataFormatException {
    do {
      inflater.setInput(from);
      drain(to);
      if (inflater.finished()) {
        // A peer may end a block as if it were the last (RFC 7692 section 7.2.3.4).
        inflater.reset();
      }
    } while (from.hasRemaining());
  }

  private void drain(ByteBuf to) throws DataFormatException {
    int written;
    do {
      written = inflater.inflate(room(to));
      to.writerIndex(to.writerIndex() + written);
      if (to.readableBytes() > maxMessageBytes) {
        throw new CorruptedWebSocketFrameException(
            WebSocketCloseStatus.MESSAGE_TOO_BIG,
            "message: expected at most " + maxMessageBytes + " bytes expanded, got more");
      }
    } while (written > 0);
  }

  private static ByteBuffer room(ByteBuf to) {
    to.ensureWritable(STEP_BYTES);
    return to.nioBuffer(to.writerIndex(), to.writableBytes());
  }

  /** Gives the memory back; what is sent after it goes nowhere. */
  void close() {
    closed = true;
    inflater.end();
    deflater.end();
  }
}
