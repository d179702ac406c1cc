package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.body.Header;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.outbound.HeaderTemplate;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import java.util.List;
import java.util.Set;

/** What all messages of a protocol are made of: a body of one kind, and what stands before it. */
final class MessageForm {
  static final String BODY = "body";
  static final String HEADER = "header";
  static final String PREFIX = "prefix";

  private static final Template NOTHING = new Template.Text(List.of(), Set.of());

  private final BodyKind kind;
  private final HeaderSettings header;
  private final boolean prefix;
  private final ProtobufSettings protobuf;
  private final MessagePlan plan;

  /** What a body is. */
  enum BodyKind {
    /** A JSON value. */
    JSON,
    /** Any text. */
    TEXT,
    /** Any bytes. */
    BYTES,
    /** A message of Protobuf. */
    PROTOBUF
  }

  /** Reads and checks it. */
  MessageForm(SettingsBlock template) {
    kind = template.choice(BODY, BodyKind.values(), BodyKind.JSON);
    header = HeaderSettings.read(template, HEADER);
    prefix = template.flag(PREFIX, false);
    protobuf = ProtobufSettings.read(template, kind == BodyKind.PROTOBUF);
    if (prefix && kind != BodyKind.JSON) {
      throw template.error(PREFIX, "expected body = json beside it: it is what stands before JSON");
    }
    plan = plan(false);
  }

  private MessagePlan plan(boolean sent) {
    return new MessagePlan(bodyFormat(sent), header(), prefix, this::format);
  }

  /** The format of bodies that are sent, or that come; null where they have no fields. */
  BodyFormat bodyFormat(boolean sent) {
    return switch (kind) {
      case JSON -> JsonFormat.JSON;
      case PROTOBUF -> sent ? protobuf.sent() : protobuf.received();
      case TEXT, BYTES -> null;
    };
  }

  private BodyFormat format(String name) {
    return name.equals("json") ? JsonFormat.JSON : protobuf.format(name);
  }

  MessagePlan plan() {
    return plan;
  }

  /** What messages are made of that are sent; a new one, for paths of a trace. */
  MessagePlan planOfSent() {
    return plan(true);
  }

  /** What answers of HTTP are made of: paths into them are of no use elsewhere. */
  MessagePlan httpAnswers() {
    return MessagePlan.ofHttp(this::format);
  }

  /** What stands before bodies; null = nothing. */
  Header header() {
    return header == null ? null : header.header();
  }

  /** What a body is. */
  BodyKind kind() {
    return kind;
  }

  /** Whether messages are texts, which go into text frames. */
  boolean isText() {
    return (kind == BodyKind.JSON || kind == BodyKind.TEXT) && header == null;
  }

  boolean hasPrefix() {
    return prefix;
  }

  /**
   * Compiles the message under a key.
   *
   * @throws SettingsException when it can't be used
   */
  Template message(SettingsBlock block, String key, Vocabulary vocabulary) {
    if (header == null) {
      return body(block, key, vocabulary);
    }
    SettingsBlock parts = block.blockOrEmpty(key);
    parts.allowOnly(List.of(HEADER, BODY));
    Template body = parts.value(BODY).isEmpty() ? NOTHING : body(parts, BODY, vocabulary);
    return new HeaderTemplate(
        header.header(), header.values(parts.blockOrEmpty(HEADER), vocabulary), body);
  }

  private Template body(SettingsBlock block, String key, Vocabulary vocabulary) {
    if (kind == BodyKind.PROTOBUF) {
      return protobuf.sent(block, key, vocabulary);
    }
    if (kind == BodyKind.BYTES && block.isBlock(key)) {
      return protobuf.wrapped(block, key, vocabulary, BODY + " | ");
    }
    Escape escape = kind == BodyKind.JSON ? Escape.JSON : Escape.NONE;
    String text = block.text(key).orElse("");
    Template compiled =
        block.checked(key, () -> new TextCompiler(vocabulary, escape).compile(text));
    return kind == BodyKind.JSON ? JsonWithMessages.of(compiled, text, vocabulary) : compiled;
  }

  /** Compiles a message of Protobuf in place of a value. */
  Template tree(SettingsBlock block, String key, Vocabulary vocabulary) {
    return protobuf.wrapped(block, key, vocabulary, "");
  }

  /** The names of the keys that it reads. */
  static List<String> keys() {
    return List.of(BODY, HEADER, PREFIX, ProtobufSettings.KEY);
  }
}
