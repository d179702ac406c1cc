package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Compiles the messages that a preset sends, and tries them. */
final class OutboundCompiler {
  private final MessageForm form;
  private final Vocabularies vocabularies;
  private final List<Outgoing> samples;

  /**
   * Compiles messages of this form.
   *
   * @param samples values to fill templates in with: the results have to be what the form says
   */
  OutboundCompiler(MessageForm form, Vocabularies vocabularies, List<Outgoing> samples) {
    this.form = form;
    this.vocabularies = vocabularies;
    this.samples = samples;
  }

  /** What templates may have in them, by their place. */
  Vocabularies vocabularies() {
    return vocabularies;
  }

  /**
   * The message under a key.
   *
   * @throws SettingsException when it is missing or can't be used
   */
  SentMessage compile(SettingsBlock block, String key, Vocabulary vocabulary) {
    if (block.value(key).isEmpty()) {
      throw block.error(key, "expected a message, got nothing");
    }
    Template template = form.message(block, key, vocabulary);
    samples.forEach(sample -> tryOut(template, sample, block, key));
    return new SentMessage(template);
  }

  private void tryOut(Template template, Outgoing sample, SettingsBlock block, String key) {
    ByteBuf filled = Unpooled.buffer();
    block.checked(
        key,
        () -> {
          template.write(sample, filled);
          return filled;
        });
    if (form.isJsonText()) {
      requireJson(filled, block, key);
    }
  }

  /** The error shows the template, never the filled-in text: that may hold the token. */
  private void requireJson(ByteBuf filled, SettingsBlock block, String key) {
    int start = form.hasPrefix() ? startOfJson(filled) : 0;
    if (form.hasPrefix() && start == filled.writerIndex()) {
      return;
    }
    try {
      JsonFormat.JSON
          .newReader(new PointerTree())
          .read(filled.array(), start, filled.writerIndex());
    } catch (ProtocolException e) {
      throw block.error(
          key,
          ("expected a JSON object or array once the values are filled in, got an error at byte %d"
                  + " of %s; text needs quotes around its ${…}")
              .formatted(start + e.offset(), block.text(key).orElse("").strip()));
    }
  }

  private static int startOfJson(ByteBuf text) {
    int at = 0;
    while (at < text.writerIndex() && text.getByte(at) != '{' && text.getByte(at) != '[') {
      at++;
    }
    return at;
  }
}
