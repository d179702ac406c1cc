package im.stress.protocol.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import im.stress.config.SettingsException;
import im.stress.protocol.Decimal;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.UidWriter;
import im.stress.protocol.template.OutboundTemplate.Piece;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The variables that each outbound template may use. Texts are escaped for JSON once; numbers are
 * written digit by digit, so that no String is made per message. Safe on any thread.
 */
final class OutboundVariables {
  private final UidWriter uids;
  private final UidWriter groups;
  private final LongSupplier epochMillis;

  /** Takes the clock apart from the context, so that tests can stop it. */
  OutboundVariables(ProtocolContext context, LongSupplier epochMillis) {
    uids = context.uids(uid -> escaped("im.login", uid));
    groups =
        new UidWriter(
            escaped("im.groups.prefix", context.groups().prefix()), context.groups().first());
    escaped("im.login.token", context.login().token());
    this.epochMillis = epochMillis;
  }

  /** What every template may use. */
  Map<String, Piece> ofAll() {
    return Map.of(
        "uid", (values, out) -> uids.write(values.user(), out),
        "token", (values, out) -> out.writeBytes(values.token()),
        "epochMillis", (values, out) -> Decimal.write(epochMillis.getAsLong(), out));
  }

  /** What heartbeats and answers to heartbeats may use. */
  Map<String, Piece> ofHeartbeat() {
    return ofAllAnd(Map.of("seq", (values, out) -> Decimal.write(values.sequence(), out)));
  }

  /** What {@code outbound.chat} may use. */
  Map<String, Piece> ofChat() {
    return ofAllAnd(
        Map.of(
            "from", (values, out) -> uids.write(values.user(), out),
            "to", (values, out) -> uids.write(values.chat().to(), out),
            "id", (values, out) -> values.chat().writeId(out),
            "content", (values, out) -> values.chat().writeContent(out),
            "seq", (values, out) -> Decimal.write(values.chat().number(), out)));
  }

  /** What {@code outbound.join-group} may use. */
  Map<String, Piece> ofJoin() {
    return ofAllAnd(Map.of("group", (values, out) -> groups.write(values.group(), out)));
  }

  /** What {@code outbound.group-chat} may use. */
  Map<String, Piece> ofGroupChat() {
    return ofAllAnd(
        Map.of(
            "from", (values, out) -> uids.write(values.user(), out),
            "group", (values, out) -> groups.write(values.groupChat().group(), out),
            "id", (values, out) -> values.groupChat().writeId(out),
            "content", (values, out) -> values.groupChat().writeContent(out),
            "seq", (values, out) -> Decimal.write(values.groupChat().number(), out)));
  }

  private Map<String, Piece> ofAllAnd(Map<String, Piece> more) {
    Map<String, Piece> all = new HashMap<>(ofAll());
    all.putAll(more);
    return all;
  }

  /**
   * A text as it stands between the quotes of JSON, in UTF-8.
   *
   * @param key of the setting that an error names
   */
  static byte[] escaped(String key, String text) {
    try {
      return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(key + ": expected Unicode text, got half a surrogate pair");
    }
  }
}
