package im.stress.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Makes whole WebSocket frames of a client (RFC 6455 section 5.2) in the buffer that holds their
 * payload: no second buffer, no copy. Safe on any thread.
 */
final class FrameEncoder {
  /** Two bytes, eight of a long length, four of the mask key (RFC 6455 section 5.2). */
  private static final int MAX_HEADER_BYTES = 14;

  /** Room for a header and a chat message of the default size; buffers grow beyond. */
  private static final int INITIAL_BYTES = 256;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int MAX_SHORT_BYTES = 125;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;

  private FrameEncoder() {}

  /**
   * An empty buffer for a payload, with room for the header before it.
   *
   * @param room for more bytes of the payload, between the two
   */
  static ByteBuf newPayload(ByteBufAllocator allocator, int room) {
    int start = MAX_HEADER_BYTES + room;
    return allocator.buffer(INITIAL_BYTES).setIndex(start, start);
  }

  /**
   * Turns a payload into a frame of its own, unfragmented and masked.
   *
   * @param payload from {@link #newPayload}
   * @param maskKey a new one for each frame, that the peer can't foresee (RFC 6455 section 5.3)
   * @return the same buffer
   */
  static ByteBuf encode(int opcode, ByteBuf payload, int maskKey) {
    int bytes = payload.readableBytes();
    mask(payload, maskKey);
    prepend(payload, Integer.BYTES).setInt(payload.readerIndex(), maskKey);
    if (bytes <= MAX_SHORT_BYTES) {
      return head(payload, opcode, bytes);
    }
    if (bytes <= 0xFFFF) {
      prepend(payload, Short.BYTES).setShort(payload.readerIndex(), bytes);
      return head(payload, opcode, LENGTH_IN_2_BYTES);
    }
    prepend(payload, Long.BYTES).setLong(payload.readerIndex(), bytes);
    return head(payload, opcode, LENGTH_IN_8_BYTES);
  }

  private static ByteBuf head(ByteBuf frame, int opcode, int length) {
    prepend(frame, 2);
    return frame.setShort(frame.readerIndex(), ((FINAL | opcode) << 8) | MASKED | length);
  }

  private static ByteBuf prepend(ByteBuf frame, int bytes) {
    return frame.readerIndex(frame.readerIndex() - bytes);
  }

  private static void mask(ByteBuf payload, int maskKey) {
    long twice = ((long) maskKey << Integer.SIZE) | (maskKey & 0xFFFF_FFFFL);
    int at = payload.readerIndex();
    int end = payload.writerIndex();
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      payload.setLong(at, payload.getLong(at) ^ twice);
    }
    // Less than eight bytes are left, and the first of them meets the first byte of the key.
    for (int shift = Long.SIZE - Byte.SIZE; at < end; at++, shift -= Byte.SIZE) {
      payload.setByte(at, payload.getByte(at) ^ (int) (twice >>> shift));
    }
  }
}
