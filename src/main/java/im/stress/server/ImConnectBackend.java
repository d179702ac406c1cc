package im.stress.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The format {@code im-connect}: Protobuf in binary frames, as a long-connection service of that
 * name has it. The handshake is the login: header {@code token} must be there (any will do), and
 * header {@code uid}, an unsigned number of 64 bits, is the user, as in that service's test mode.
 * Pushes are sent again until their recipient has confirmed them.
 *
 * <pre>
 * client                                       server
 * C2C_SEND {clientMsgId, from, to, content…}   C2C_ACK {clientMsgId, msgId, to, status 1}
 *                                              C2C_MSG_PUSH {the same, msgId…}, to the recipient
 * C2C_ACK {clientMsgId, msgId, status 3 or 4}  the same, to the sender of the message
 * GROUP_SEND                                   GROUP_ACK with a code and words: there are no groups
 * </pre>
 *
 * <p>There are no groups, since the protocol has no message to join one. That a message to a group
 * is answered with GROUP_ACK is our own choice: what the service itself answers is not known. The
 * other messages (withdraw, friends, ids) are taken and change nothing. Pings of the server's own,
 * which that service sends as well, are left out.
 */
final class ImConnectBackend implements Backend {
  /** From one sending to the next, as the service has them unless told otherwise. */
  static final List<Duration> REPEAT_DELAYS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(300));

  /** The service closes a connection for a larger frame. */
  private static final int MAX_MESSAGE_BYTES = 10_240;

  /** A UUID. */
  private static final int CLIENT_MSG_ID_BYTES = 16;

  /** Our own choice, as in HTTP: not implemented. */
  private static final int NOT_OFFERED_CODE = 501;

  private static final String NO_GROUPS =
      text(
          new ImConnectEnvelope(
              ImConnectEnvelope.GROUP_ACK, ByteString.EMPTY, NOT_OFFERED_CODE, "no groups here"));

  private final AtomicLong lastMsgId = new AtomicLong();

  @Override
  public boolean binary() {
    return true;
  }

  @Override
  public int maxMessageBytes() {
    return MAX_MESSAGE_BYTES;
  }

  @Override
  public boolean handshakeIsLogin() {
    return true;
  }

  /** As it is written without zeros before it, since messages have it as a number. */
  @Override
  public Optional<String> userOf(HttpHeaders handshake) {
    String uid = handshake.get("uid", "");
    if (handshake.get("token", "").isBlank() || !uid.matches("[0-9]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.toUnsignedString(Long.parseUnsignedLong(uid)));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  @Override
  public Request read(ByteBuf message) throws MalformedRequest {
    try {
      ImConnectEnvelope envelope = ImConnectEnvelope.read(message);
      return switch (envelope.type()) {
        case ImConnectEnvelope.C2C_SEND -> chat(envelope.payload());
        case ImConnectEnvelope.C2C_ACK -> receipt(envelope.payload());
        case ImConnectEnvelope.GROUP_SEND -> new Request.Unserved(NO_GROUPS);
        default -> other(envelope.type());
      };
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedRequest(
          "malformed Protobuf in a frame of %d bytes".formatted(message.readableBytes()));
    }
  }

  private Request chat(ByteString payload) throws InvalidProtocolBufferException, MalformedRequest {
    ImConnectMessage message = ImConnectMessage.read(payload);
    int idBytes = message.clientMsgId().size();
    if (idBytes != CLIENT_MSG_ID_BYTES) {
      throw new MalformedRequest(
          "expected %d bytes of clientMsgId, got %d".formatted(CLIENT_MSG_ID_BYTES, idBytes));
    }
    long msgId = lastMsgId.incrementAndGet();
    String to = Long.toUnsignedString(message.to());
    ByteString numbered = message.numbered(msgId).write();
    return new Request.Chat(Long.toString(msgId), to, false, text(numbered));
  }

  private static Request receipt(ByteString payload) throws InvalidProtocolBufferException {
    ImConnectAck ack = ImConnectAck.read(payload);
    return ack.isReceipt()
        ? new Request.Receipt(Long.toString(ack.msgId()), text(payload))
        : new Request.Nothing();
  }

  private static Request other(int type) {
    return type >= ImConnectEnvelope.C2C_WITHDRAW && type <= ImConnectEnvelope.LAST_TYPE
        ? new Request.Nothing()
        : new Request.Unknown("type " + type);
  }

  @Override
  public boolean newerLoginWins() {
    return true;
  }

  /** Never asked for: no message is a login. */
  @Override
  public String loginAccepted(Request.Login login) {
    throw new UnsupportedOperationException("the handshake is the login");
  }

  /** Never asked for: no message is a login. */
  @Override
  public String loginRefused(Request.Login login, Refusal refusal) {
    throw new UnsupportedOperationException("the handshake is the login");
  }

  @Override
  public Optional<String> ack(String from, Request.Chat chat) {
    ImConnectMessage message = message(chat);
    ImConnectAck ack =
        new ImConnectAck(
            message.clientMsgId(), message.msgId(), 0, number(from), ImConnectAck.BY_SERVER);
    return Optional.of(text(ImConnectEnvelope.ok(ImConnectEnvelope.C2C_ACK, ack.write())));
  }

  @Override
  public String push(String from, Request.Chat chat) {
    ByteString payload = message(chat).sentBy(number(from)).write();
    return text(ImConnectEnvelope.ok(ImConnectEnvelope.C2C_MSG_PUSH, payload));
  }

  @Override
  public Optional<String> receiptId(Request.Chat chat) {
    return Optional.of(chat.id());
  }

  @Override
  public Optional<String> receipt(String sender, String recipient, Request.Receipt receipt) {
    ByteString payload = ack(receipt).between(number(recipient), number(sender)).write();
    return Optional.of(text(ImConnectEnvelope.ok(ImConnectEnvelope.C2C_ACK, payload)));
  }

  /** Says that it goes on for longer than it does. */
  @Override
  public String garbage() {
    return "\u0008\u0005\u0012\u007f";
  }

  private static long number(String uid) {
    return Long.parseUnsignedLong(uid);
  }

  private static String text(ImConnectEnvelope envelope) {
    return text(envelope.write());
  }

  private static String text(ByteString bytes) {
    return bytes.toString(ISO_8859_1);
  }

  private static ImConnectMessage message(Request.Chat chat) {
    try {
      return ImConnectMessage.read(ByteString.copyFrom(chat.content(), ISO_8859_1));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("was read before", e);
    }
  }

  private static ImConnectAck ack(Request.Receipt receipt) {
    try {
      return ImConnectAck.read(ByteString.copyFrom(receipt.content(), ISO_8859_1));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("was read before", e);
    }
  }
}
