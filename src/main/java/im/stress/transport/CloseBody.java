package im.stress.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a close frame says (RFC 6455 section 5.5.1).
 *
 * @param code {@link #NO_CODE} when the frame has none
 * @param reason empty when the frame has none
 */
record CloseBody(int code, String reason) {
  /** No code was in the frame; never sent itself (RFC 6455 section 7.4.1). */
  static final int NO_CODE = 1005;

  /** Of a side that has done what it came for. */
  static final CloseBody NORMAL = new CloseBody(1000, "");

  /** Reads a whole payload; throws {@link CorruptedWebSocketFrameException} where it is invalid. */
  static CloseBody read(ByteBuf payload) {
    if (!payload.isReadable()) {
      return new CloseBody(NO_CODE, "");
    }
    if (payload.readableBytes() < Short.BYTES) {
      throw broken(
          WebSocketCloseStatus.PROTOCOL_ERROR,
          "close frame: expected a code of 2 bytes or none, got 1 byte");
    }
    int code = payload.readUnsignedShort();
    if (!WebSocketCloseStatus.isValidStatusCode(code)) {
      throw broken(
          WebSocketCloseStatus.PROTOCOL_ERROR,
          "close frame: expected a code of RFC 6455 section 7.4, got " + code);
    }
    return new CloseBody(code, utf8(payload.nioBuffer()));
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw broken(
          WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
          "close frame: expected a reason in UTF-8, got other bytes");
    }
  }

  private static CorruptedWebSocketFrameException broken(WebSocketCloseStatus code, String words) {
    return new CorruptedWebSocketFrameException(code, words);
  }

  /** Writes it as the payload of a close frame. */
  void write(ByteBuf payload) {
    if (code != NO_CODE) {
      payload.writeShort(code).writeCharSequence(reason, StandardCharsets.UTF_8);
    }
  }
}
