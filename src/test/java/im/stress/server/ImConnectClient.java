package im.stress.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;

/** A client of the format {@code im-connect} that does only what a test tells it to do. */
final class ImConnectClient implements Closeable {
  private final RawClient raw;
  private final long uid;

  private ImConnectClient(RawClient raw, long uid) {
    this.raw = raw;
    this.uid = uid;
  }

  /** One whose handshake was accepted. */
  static ImConnectClient login(ImServer server, long uid) throws IOException {
    return new ImConnectClient(handshake(server, "token: t", "uid: " + uid), uid);
  }

  /** Fails when the server closes without an answer. */
  static RawClient handshake(ImServer server, String... headers) throws IOException {
    return RawClient.connect(server, "/websocket?userId=1", headers);
  }

  RawClient raw() {
    return raw;
  }

  /** Sends an envelope. */
  void send(int type, ByteString payload) throws IOException {
    ImConnectEnvelope envelope = ImConnectEnvelope.ok(type, payload);
    raw.sendFrame(0x80 | RawClient.BINARY, envelope.write().toByteArray());
  }

  /** Sends a message whose id is made of this text. */
  void chat(String id, long to, String content) throws IOException {
    ImConnectMessage message = new ImConnectMessage(clientMsgId(id), 0, uid, to, 1, content, 42);
    send(ImConnectEnvelope.C2C_SEND, message.write());
  }

  /** Confirms a push. */
  void confirm(ImConnectMessage push, int status) throws IOException {
    ImConnectAck ack = new ImConnectAck(push.clientMsgId(), push.msgId(), uid, push.from(), status);
    send(ImConnectEnvelope.C2C_ACK, ack.write());
  }

  /** The next frame, which must be a binary one. */
  ImConnectEnvelope envelope() throws IOException {
    RawClient.Frame frame = raw.frame();
    if (frame.opcode() != RawClient.BINARY) {
      throw new AssertionError("expected a binary frame, got " + frame);
    }
    return ImConnectEnvelope.read(frame.payload());
  }

  /** The next frame, which must be an acknowledgement or a receipt. */
  ImConnectAck ack() throws IOException {
    return ImConnectAck.read(payload(ImConnectEnvelope.C2C_ACK));
  }

  /** The next frame, which must be a push. */
  ImConnectMessage push() throws IOException {
    return ImConnectMessage.read(payload(ImConnectEnvelope.C2C_MSG_PUSH));
  }

  private ByteString payload(int type) throws IOException {
    ImConnectEnvelope envelope = envelope();
    if (envelope.type() != type || envelope.code() != 0) {
      throw new AssertionError("expected type " + type + ", got " + envelope);
    }
    return envelope.payload();
  }

  /** Sends a ping frame; the next frame must be its pong: the server had nothing else to say. */
  void expectNothingBeforePong() throws IOException {
    raw.sendFrame(0x80 | RawClient.PING, "p".getBytes(UTF_8));
    RawClient.Frame frame = raw.frame();
    ByteBuf payload = frame.payload();
    if (frame.opcode() != RawClient.PONG || !payload.toString(UTF_8).equals("p")) {
      throw new AssertionError("expected a pong frame, got " + frame);
    }
  }

  /** An id of 16 bytes that begins with this text. */
  static ByteString clientMsgId(String id) {
    return ByteString.copyFrom((id + "-".repeat(16)).substring(0, 16), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
