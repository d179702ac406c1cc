package im.stress.protocol.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import im.stress.config.SettingsException;
import im.stress.config.UserColumns;
import im.stress.protocol.Decimal;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.UidWriter;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.outbound.IdForm;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.Value;
import im.stress.protocol.outbound.Value.Plain;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** The values that templates may have in them, by the place of the template. Immutable. */
final class Vocabularies {
  private final ProtocolContext context;
  private final LongSupplier epochMillis;
  private final Options options;
  private final Captures captures;
  private final IdForm ids;
  private final Variables variables;
  private final UidWriter uids;
  private final UidWriter uidsInJson;

  /**
   * For the users of a run.
   *
   * @param epochMillis the clock; apart from the context so that tests can stop it
   */
  Vocabularies(
      ProtocolContext context,
      LongSupplier epochMillis,
      Options options,
      Captures captures,
      IdForm ids,
      Variables variables) {
    this.context = context;
    this.epochMillis = epochMillis;
    this.options = options;
    this.captures = captures;
    this.ids = ids;
    this.variables = variables;
    requireUnicode("im.login.uid-prefix", context.login().pattern().prefix());
    requireUnicode("im.login.token", context.login().token());
    requireUnicode("im.groups.prefix", context.groups().prefix());
    uids = context.uids();
    uidsInJson = context.uids(text -> JsonStringEncoder.getInstance().quoteAsUTF8(text));
  }

  private static void requireUnicode(String key, String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int letter = text.codePointAt(i);
      if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
        throw new SettingsException(key + ": expected Unicode text, got half a surrogate pair");
      }
    }
  }

  /** What is known of a user before it connects. */
  Vocabulary ofConnect() {
    return vocabulary(user(), userFamilies());
  }

  /** What every message may have. */
  Vocabulary ofAll() {
    return vocabulary(all(), allFamilies());
  }

  /** What a step of the login may have that is for each contact. */
  Vocabulary ofContact() {
    Map<String, Value> single = all();
    single.put("contact", uid(Outgoing::peer));
    Map<String, Function<String, Value>> families = allFamilies();
    families.put("contact", ofPeer("contact"));
    return vocabulary(single, families);
  }

  /** What heartbeats may have; {@code polls}: they ask for what was written. */
  Vocabulary ofHeartbeat(boolean polls) {
    Map<String, Value> single = all();
    single.put("seq", sequence());
    if (polls) {
      single.put("since", digits((outgoing, out) -> number(outgoing.since(), out)));
    }
    return vocabulary(single, allFamilies());
  }

  /** What {@code outbound.chat} may have. */
  Vocabulary ofChat() {
    Map<String, Value> single = message();
    single.put("to", uid(Outgoing::peer));
    Map<String, Function<String, Value>> families = allFamilies();
    families.put("to", ofPeer("to"));
    return vocabulary(single, families);
  }

  /** What {@code outbound.join-group} may have. */
  Vocabulary ofJoin() {
    Map<String, Value> single = all();
    single.put("group", group());
    return vocabulary(single, allFamilies());
  }

  /** What {@code outbound.group-chat} may have. */
  Vocabulary ofGroupChat() {
    Map<String, Value> single = message();
    single.put("group", group());
    return vocabulary(single, allFamilies());
  }

  /** What the answer to a message may have whose fields have these names. */
  Vocabulary ofReply(List<String> names) {
    Map<String, Function<String, Value>> families = allFamilies();
    families.put("frame", name -> frame(slot(name, names)));
    return vocabulary(all(), families);
  }

  /** The names of all values that a message is made of, also by way of variables. */
  Set<String> namesIn(Template message) {
    return variables.namesIn(message.names());
  }

  private Vocabulary vocabulary(
      Map<String, Value> single, Map<String, Function<String, Value>> families) {
    return variables.addedTo(new Vocabulary(single, families));
  }

  private Map<String, Value> user() {
    Map<String, Value> single = new HashMap<>();
    single.put("uid", uid(Outgoing::user));
    single.put(
        "token",
        (outgoing, out) -> ByteBufUtil.writeUtf8(out, context.login().token(outgoing.user())));
    single.put("epochMillis", digits((outgoing, out) -> number(epochMillis.getAsLong(), out)));
    return single;
  }

  private Map<String, Function<String, Value>> userFamilies() {
    Map<String, Function<String, Value>> families = new HashMap<>();
    families.put("user", column("user", Outgoing::user));
    families.put("option", options::value);
    return families;
  }

  private Map<String, Value> all() {
    Map<String, Value> single = user();
    single.put(
        SentMessage.NUMBER, digits((outgoing, out) -> number(outgoing.connectionSequence(), out)));
    return single;
  }

  private Map<String, Function<String, Value>> allFamilies() {
    Map<String, Function<String, Value>> families = userFamilies();
    families.put("captured", this::captured);
    return families;
  }

  private Map<String, Value> message() {
    Map<String, Value> single = all();
    single.put("from", uid(Outgoing::user));
    single.put("seq", sequence());
    single.put("content", digits((outgoing, out) -> outgoing.message().writeContent(out)));
    if (ids != IdForm.NONE) {
      single.put(
          "id",
          ids == IdForm.UUID_BYTES
              ? new IdBytes(ids)
              : digits(
                  (outgoing, out) -> ids.write(outgoing.message(), outgoing.idSequence(), out)));
    }
    return single;
  }

  private static Value sequence() {
    return digits((outgoing, out) -> number(outgoing.sequence(), out));
  }

  private Value uid(ToIntFunction<Outgoing> index) {
    return new Uid(uids, uidsInJson, index);
  }

  private Value group() {
    UidWriter groups = context.groupIds();
    return (outgoing, out) -> groups.write(outgoing.group(), out);
  }

  private Function<String, Value> column(String family, ToIntFunction<Outgoing> index) {
    UserColumns columns = context.login().columns();
    return name -> {
      int column = columns.column(name);
      if (column < 0) {
        throw new IllegalArgumentException(
            "${%s.%s}: %s".formatted(family, name, columns.missing(name)));
      }
      return (outgoing, out) ->
          ByteBufUtil.writeUtf8(out, columns.value(index.applyAsInt(outgoing), column));
    };
  }

  /** A column, or what was captured of the other user. */
  private Function<String, Value> ofPeer(String family) {
    Function<String, Value> columns = column(family, Outgoing::peer);
    return name -> {
      if (!name.startsWith(Captures.OF_CONTACT)) {
        return columns.apply(name);
      }
      int slot = captures.slotOfContact(name.substring(Captures.OF_CONTACT.length()));
      return (outgoing, out) -> out.writeBytes(outgoing.capturedOfPeer(slot));
    };
  }

  private Value captured(String name) {
    int slot = captures.slot(name);
    return (outgoing, out) -> out.writeBytes(outgoing.captured(slot, name));
  }

  private static int slot(String name, List<String> names) {
    int slot = names.indexOf(name);
    if (slot < 0) {
      throw new IllegalArgumentException(
          "no value ${frame.%s} here; expected a name of fields beside reply, which has %s"
              .formatted(name, names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return slot;
  }

  private static Value frame(int slot) {
    return (outgoing, out) -> {
      BodyValue value = outgoing.frame(slot);
      if (value.hasBytes()) {
        out.writeBytes(value.array(), value.start(), value.end() - value.start());
      } else {
        ByteBufUtil.writeUtf8(out, value);
      }
    };
  }

  private static void number(long number, ByteBuf out) {
    Decimal.write(number, out);
  }

  /** Of digits or letters, which need no escape. */
  private static Value digits(Plain value) {
    return value;
  }

  /** The id of a message as 16 bytes. */
  private record IdBytes(IdForm form) implements Value.Raw {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      form.write(outgoing.message(), 0, out);
    }

    @Override
    public String words() {
      return "the 16 bytes of ${id}";
    }
  }

  /** An id of a user, escaped once and for all. */
  private record Uid(UidWriter asItIs, UidWriter escaped, ToIntFunction<Outgoing> index)
      implements Value {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      asItIs.write(index.applyAsInt(outgoing), out);
    }

    @Override
    public Value inJson() {
      return (outgoing, out) -> escaped.write(index.applyAsInt(outgoing), out);
    }
  }
}
