package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.Header;
import im.stress.protocol.body.JsonBytes;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.body.Utf8;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.outbound.HeaderTemplate;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.Vocabulary;
import im.stress.protocol.template.MessageForm.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Compiles the messages that a preset sends, and tries them. */
final class OutboundCompiler {
  /** What a long holds in any case. */
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  private final MessageForm form;
  private final Vocabularies vocabularies;
  private final List<Outgoing> samples;
  private final HttpCompiler http;

  /**
   * Compiles messages of this form.
   *
   * @param samples values to fill templates in with: the results have to be what the form says
   * @param http compiles requests that stand in place of messages
   */
  OutboundCompiler(
      MessageForm form, Vocabularies vocabularies, List<Outgoing> samples, HttpCompiler http) {
    this.form = form;
    this.vocabularies = vocabularies;
    this.samples = samples;
    this.http = http;
  }

  /** What templates may have in them, by their place. */
  Vocabularies vocabularies() {
    return vocabularies;
  }

  /** What the answers to requests of HTTP are made of. */
  MessagePlan httpAnswers() {
    return http.answers();
  }

  /**
   * The message under a key.
   *
   * @throws SettingsException when it is missing or can't be used
   */
  SentMessage compile(SettingsBlock block, String key, Vocabulary vocabulary) {
    return compile(block, key, vocabulary, List.of());
  }

  /**
   * The same.
   *
   * @param more keys that a request of HTTP may have besides
   */
  SentMessage compile(SettingsBlock block, String key, Vocabulary vocabulary, List<String> more) {
    if (block.value(key).isEmpty()) {
      throw block.error(key, "expected a message, got nothing");
    }
    if (HttpCompiler.isRequest(block, key)) {
      HttpCompiler.Request request = http.compile(block, key, vocabulary, more);
      return sent(request.template(), request.exchange());
    }
    if (http.isOnly()) {
      throw block.error(key, "expected a block http { … } in it, since framing is http");
    }
    Template template = form.message(block, key, vocabulary);
    for (Outgoing sample : samples) {
      requireBody(filled(template, sample, block, key), block, key);
      if (template instanceof HeaderTemplate message) {
        requireNumbers(message, sample, block, key);
      }
    }
    return sent(template, null);
  }

  private SentMessage sent(Template template, HttpExchange exchange) {
    boolean numbered = vocabularies.namesIn(template).contains(SentMessage.NUMBER);
    return new SentMessage(template, numbered, exchange);
  }

  /** A value may be none that its place can have, as only writing it shows. */
  private static ByteBuf filled(
      Template template, Outgoing sample, SettingsBlock block, String key) {
    return block.checked(
        key,
        () -> {
          ByteBuf filled = Unpooled.buffer();
          template.write(sample, filled);
          return filled;
        });
  }

  /** A number that is made of values may be larger than its field: counters begin anew. */
  private static void requireNumbers(
      HeaderTemplate message, Outgoing sample, SettingsBlock block, String key) {
    for (int i = 0; i < message.values().size(); i++) {
      Template value = message.values().get(i);
      Header.Field field = message.header().fields().get(i);
      if (value == null) {
        continue;
      }
      ByteBuf text = Unpooled.buffer();
      value.write(sample, text);
      String digits = text.toString(StandardCharsets.US_ASCII);
      boolean constant = value.names().isEmpty();
      if (!DIGITS.matcher(digits).matches()
          || (constant && !field.type().holds(Long.parseLong(digits)))) {
        throw block.error(
            key,
            "expected a whole number of type %s in the header field %s, got %s"
                .formatted(field.type().key(), field.name(), constant ? digits : value.names()));
      }
    }
  }

  /** Refuses what is no body. Errors show the template, never the values: one may be the token. */
  private void requireBody(ByteBuf filled, SettingsBlock block, String key) {
    int start = form.header() == null ? 0 : form.header().length();
    boolean empty = start > 0 && start == filled.writerIndex(); // the header says it all
    try {
      switch (form.kind()) {
        case JSON -> requireJson(filled, empty ? -1 : start);
        case TEXT -> Utf8.requireValid(filled.array(), start, filled.writerIndex());
        case BYTES, PROTOBUF -> {}
      }
    } catch (ProtocolException e) {
      String wanted =
          form.kind() == BodyKind.TEXT
              ? "text in UTF-8 once the values are filled in, got bytes; pipe them through hex or base64"
              : "a JSON object or array once the values are filled in, got an error at byte %d of %s; text needs quotes around its ${…}"
                  .formatted(e.offset(), words(block, key));
      throw block.error(key, "expected " + wanted);
    }
  }

  private void requireJson(ByteBuf filled, int bodyStart) throws ProtocolException {
    int start =
        form.hasPrefix() && bodyStart >= 0
            ? JsonBytes.startOfJson(filled.array(), bodyStart, filled.writerIndex())
            : bodyStart;
    boolean without = start < 0 || (form.hasPrefix() && start == filled.writerIndex());
    if (!without) {
      JsonFormat.JSON
          .newReader(new PointerTree())
          .read(filled.array(), start, filled.writerIndex());
    }
  }

  private static String words(SettingsBlock block, String key) {
    SettingsBlock parts = block.isBlock(key) ? block.blockOrEmpty(key) : block;
    return parts.text(block.isBlock(key) ? MessageForm.BODY : key).orElse("").strip();
  }
}
