package im.stress.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.OptionalLong;

/**
 * Writes what the server says as whole WebSocket frames, header included (RFC 6455 section 5.2,
 * unmasked). One instance for each event loop; not thread-safe. The caller owns the buffers.
 */
final class FrameWriter {
  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_CLOSE = 0x88;
  private static final int FINAL_PONG = 0x8A;

  /** RFC 6455 section 5.5: a control frame carries 125 bytes, two of which are the close code. */
  private static final int MAX_REASON_BYTES = 123;

  private static final byte[] LOGIN_ACK = ascii("{\"type\":\"login_ack\",\"code\":");
  private static final byte[] REASON = ascii(",\"reason\":");
  private static final byte[] PONG = ascii("{\"type\":\"pong\"");
  private static final byte[] SEQ = ascii(",\"seq\":");
  private static final byte[] CHAT_ACK = ascii("{\"type\":\"chat_ack\",\"id\":");
  private static final byte[] CODE_0 = ascii(",\"code\":0}");
  private static final byte[] PUSH = ascii("{\"type\":\"push\",\"id\":");
  private static final byte[] FROM = ascii(",\"from\":");
  private static final byte[] TO = ascii(",\"to\":");
  private static final byte[] CONTENT = ascii(",\"content\":");
  private static final byte[] KICK = ascii("{\"type\":\"kick\",\"reason\":");
  private static final byte[] GARBAGE = ascii("{\"type\":\"push\",\"id\":");
  private static final byte[] END = ascii("}");

  private final ByteBufAllocator allocator;
  private final JsonBytes json = new JsonBytes();

  /** Takes its buffers from this allocator. */
  FrameWriter(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** The answer to a login that is accepted. */
  ByteBuf loginAccepted() {
    json.clear().raw(LOGIN_ACK).number(0).raw(END);
    return text();
  }

  /** The answer to a login that is not. */
  ByteBuf loginRejected(int code, String reason) {
    json.clear().raw(LOGIN_ACK).number(code).raw(REASON).string(reason).raw(END);
    return text();
  }

  /** The answer to a heartbeat message. */
  ByteBuf pong(OptionalLong seq) {
    json.clear().raw(PONG);
    if (seq.isPresent()) {
      json.raw(SEQ).number(seq.getAsLong());
    }
    json.raw(END);
    return text();
  }

  /** The word to the sender that a message was taken. */
  ByteBuf chatAck(String id) {
    json.clear().raw(CHAT_ACK).string(id).raw(CODE_0);
    return text();
  }

  /** A message to its recipient. */
  ByteBuf push(Push push) {
    json.clear().raw(PUSH).string(push.id()).raw(FROM).string(push.from());
    json.raw(TO).string(push.to()).raw(CONTENT).string(push.content()).raw(END);
    return text();
  }

  /** A text frame that ends in the middle of its JSON. */
  ByteBuf garbage() {
    json.clear().raw(GARBAGE);
    return text();
  }

  /** The word to a user that he is pushed out. */
  ByteBuf kick(String reason) {
    json.clear().raw(KICK).string(reason).raw(END);
    return text();
  }

  /** A pong frame of WebSocket with the payload of the ping. */
  ByteBuf pongFrame(ByteBuf payload) {
    int length = payload.readableBytes();
    return frame(FINAL_PONG, length).writeBytes(payload, payload.readerIndex(), length);
  }

  /** A close frame; a reason that is too long for it is cut. */
  ByteBuf close(int code, String reason) {
    String fitting = reason;
    while (ByteBufUtil.utf8Bytes(fitting) > MAX_REASON_BYTES) {
      fitting = fitting.substring(0, fitting.length() - 1);
    }
    byte[] bytes = fitting.getBytes(UTF_8);
    return frame(FINAL_CLOSE, 2 + bytes.length).writeShort(code).writeBytes(bytes);
  }

  private ByteBuf text() {
    ByteBuf out = frame(FINAL_TEXT, json.length());
    json.copyTo(out);
    return out;
  }

  private ByteBuf frame(int firstByte, int payloadLength) {
    ByteBuf out = allocator.ioBuffer(10 + payloadLength).writeByte(firstByte);
    if (payloadLength < 126) {
      return out.writeByte(payloadLength);
    }
    if (payloadLength < 1 << 16) {
      return out.writeByte(126).writeShort(payloadLength);
    }
    return out.writeByte(127).writeLong(payloadLength);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
