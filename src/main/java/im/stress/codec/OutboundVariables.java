package im.stress.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import im.stress.codec.OutboundTemplate.Piece;
import im.stress.config.SettingsException;
import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The variables that each outbound template may use. Texts are escaped for JSON once, here; numbers
 * are written digit by digit, so that no String is made per message. Safe on any thread.
 */
final class OutboundVariables {
  private final int runKey;
  private final long uidFirst;
  private final byte[] uidPrefix;
  private final byte[] token;
  private final MessageContent content;
  private final LongSupplier epochMillis;

  /** Takes the clock apart from the context, so that tests can stop it. */
  OutboundVariables(CodecContext context, LongSupplier epochMillis) {
    runKey = context.runKey();
    uidFirst = context.uidFirst();
    uidPrefix = escaped("im.login.uid-prefix", context.uidPrefix());
    token = escaped("im.login.token", context.token());
    content = new MessageContent(context);
    this.epochMillis = epochMillis;
  }

  /** What {@code outbound.login} may use. */
  Map<String, Piece<Outbound.Login>> ofLogin() {
    return Map.of(
        "uid", (message, out) -> writeUid(message.user(), out),
        "token", (message, out) -> out.writeBytes(token),
        "epochMillis", (message, out) -> writeEpochMillis(out));
  }

  /** What {@code outbound.heartbeat} may use. */
  Map<String, Piece<Outbound.Heartbeat>> ofHeartbeat() {
    return Map.of(
        "uid", (message, out) -> writeUid(message.user(), out),
        "token", (message, out) -> out.writeBytes(token),
        "seq", (message, out) -> Decimal.write(message.sequence(), out),
        "epochMillis", (message, out) -> writeEpochMillis(out));
  }

  /** What {@code outbound.chat} may use. */
  Map<String, Piece<Outbound.Chat>> ofChat() {
    return Map.of(
        "uid", (message, out) -> writeUid(message.from(), out),
        "from", (message, out) -> writeUid(message.from(), out),
        "to", (message, out) -> writeUid(message.to(), out),
        "token", (message, out) -> out.writeBytes(token),
        "id", (message, out) -> MessageId.write(runKey, message.from(), message.number(), out),
        "content", (message, out) -> content.write(message, out),
        "seq", (message, out) -> Decimal.write(message.number(), out),
        "epochMillis", (message, out) -> writeEpochMillis(out));
  }

  private void writeUid(int user, ByteBuf out) {
    out.writeBytes(uidPrefix);
    Decimal.write(uidFirst + user, out);
  }

  private void writeEpochMillis(ByteBuf out) {
    Decimal.write(epochMillis.getAsLong(), out);
  }

  private static byte[] escaped(String key, String text) {
    try {
      return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(key + ": expected Unicode text, got half a surrogate pair");
    }
  }
}
