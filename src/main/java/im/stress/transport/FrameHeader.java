package im.stress.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** The header of one frame of a server (RFC 6455 section 5.2), read again for each frame. */
final class FrameHeader {
  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int RESERVED_BUT_COMPRESSED = RESERVED & ~Opcode.COMPRESSED;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;

  /** The longest payload of a control frame, and the longest length within one byte. */
  private static final int MAX_CONTROL_BYTES = 125;

  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;

  private final int maxMessageBytes;
  private final int reserved;
  private int first;
  private int bytes;
  private int payloadBytes;

  /**
   * Of a connection whose messages have at most this length.
   *
   * @param compresses whether messages may be compressed
   */
  FrameHeader(int maxMessageBytes, boolean compresses) {
    this.maxMessageBytes = maxMessageBytes;
    this.reserved = compresses ? RESERVED_BUT_COMPRESSED : RESERVED;
  }

  /**
   * Reads and checks the header at the reader index, and moves no index.
   *
   * @param inMessage whether the last frame of a message is still to come
   * @param messageBytes what has come of that message
   * @return false = more bytes are needed
   * @throws CorruptedWebSocketFrameException with the close code that the server is owed
   */
  boolean read(ByteBuf in, boolean inMessage, int messageBytes) {
    if (in.readableBytes() < 2) {
      return false;
    }
    first = in.getUnsignedByte(in.readerIndex());
    int second = in.getUnsignedByte(in.readerIndex() + 1);
    check((first & reserved) == 0, "RSV bits: expected none without an extension, got some");
    check((second & MASKED) == 0, "expected a frame without a mask from a server, got a masked");
    int length = second & LENGTH;
    if (Opcode.isControl(opcode())) {
      checkControl(length);
    } else {
      checkData(inMessage);
    }
    bytes = 2 + lengthBytes(length);
    if (in.readableBytes() < bytes) {
      return false;
    }
    payloadBytes = limited(longLength(in, length), Opcode.isControl(opcode()) ? 0 : messageBytes);
    return true;
  }

  private void checkControl(int length) {
    check(opcode() <= Opcode.PONG, "expected an opcode of RFC 6455, got reserved opcode", opcode());
    check(!isCompressed(), "RSV1: expected none in a control frame, got some");
    check(isFinal(), "expected a control frame in one piece, got a fragmented control frame");
    check(length <= MAX_CONTROL_BYTES, "control frame: expected at most 125 bytes, got more");
  }

  private void checkData(boolean inMessage) {
    boolean continues = opcode() == Opcode.CONTINUATION;
    check(
        opcode() <= Opcode.BINARY, "expected an opcode of RFC 6455, got reserved opcode", opcode());
    check(inMessage || !continues, "expected the start of a message, got a continuation frame");
    check(!continues || !isCompressed(), "RSV1: expected none in a continuation, got some");
    check(continues || !inMessage, "expected a continuation frame, got the start of a message");
  }

  private static int lengthBytes(int length) {
    return switch (length) {
      case LENGTH_IN_2_BYTES -> Short.BYTES;
      case LENGTH_IN_8_BYTES -> Long.BYTES;
      default -> 0;
    };
  }

  private static long longLength(ByteBuf in, int length) {
    int at = in.readerIndex() + 2;
    if (length == LENGTH_IN_2_BYTES) {
      int wide = in.getUnsignedShort(at);
      check(wide > MAX_CONTROL_BYTES, "expected the shortest form of the length, got 2 bytes");
      return wide;
    }
    if (length == LENGTH_IN_8_BYTES) {
      long wide = in.getLong(at);
      check(wide >= 0, "length of 8 bytes: expected its top bit to be 0, got 1");
      check(wide > 0xFFFF, "expected the shortest form of the length, got 8 bytes");
      return wide;
    }
    return length;
  }

  private int limited(long length, int messageBytes) {
    if (length > maxMessageBytes - messageBytes) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.MESSAGE_TOO_BIG,
          "message: expected at most " + maxMessageBytes + " bytes, got more");
    }
    return (int) length;
  }

  private static void check(boolean right, String words, int number) {
    if (!right) {
      check(false, words + " " + number);
    }
  }

  private static void check(boolean right, String words) {
    if (!right) {
      throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, words);
    }
  }

  int opcode() {
    return first & OPCODE;
  }

  /** Whether its message, of which it is the first frame, is compressed. */
  boolean isCompressed() {
    return (first & Opcode.COMPRESSED) != 0;
  }

  /** Whether it is the last of its message. */
  boolean isFinal() {
    return (first & FINAL) != 0;
  }

  /** The length of the header. */
  int bytes() {
    return bytes;
  }

  int payloadBytes() {
    return payloadBytes;
  }
}
