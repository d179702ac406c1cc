package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Locale;

/** What the body of a request is, by its {@code Content-Type}; without one, by its start. */
enum HttpBody {
  /** There is none. */
  NONE(null),
  /** A JSON value. */
  JSON(Escape.JSON),
  /** Percent-encoded pairs. */
  FORM(Escape.URL),
  /** Any other text. */
  OTHER(Escape.NONE);

  static final String BODY = "body";
  static final String HEADERS = "headers";
  private static final String TYPE = "Content-Type";

  private final Escape escape;

  HttpBody(Escape escape) {
    this.escape = escape;
  }

  /** What it is in a block {@code http}. */
  static HttpBody of(SettingsBlock block) {
    String body = block.text(BODY).orElse("").strip();
    if (body.isEmpty()) {
      return NONE;
    }
    SettingsBlock headers = block.blockOrEmpty(HEADERS);
    String type =
        headers.keys().stream()
            .filter(TYPE::equalsIgnoreCase)
            .findFirst()
            .flatMap(headers::scalar)
            .orElse(body.startsWith("{") || body.startsWith("[") ? "json" : "")
            .toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      return JSON;
    }
    return type.startsWith("application/x-www-form-urlencoded") ? FORM : OTHER;
  }

  /** Compiles it; null = there is none. */
  Template compile(SettingsBlock block, Vocabulary vocabulary) {
    if (this == NONE) {
      return null;
    }
    String text = block.text(BODY).orElse("");
    return block.checked(BODY, () -> new TextCompiler(vocabulary, escape).compile(text));
  }

  /** Refuses JSON that is none with these values. The error shows no value: it may be a token. */
  void requireGood(SettingsBlock block, Template body, Outgoing sample) {
    if (this != JSON) {
      return;
    }
    ByteBuf filled = Unpooled.buffer();
    body.write(sample, filled);
    try {
      JsonFormat.JSON.newReader(new PointerTree()).read(filled.array(), 0, filled.writerIndex());
    } catch (ProtocolException e) {
      throw block.error(
          BODY,
          "expected a JSON object or array once the values are filled in, got an error at byte %d of %s; text needs quotes around its ${…}"
              .formatted(e.offset(), block.text(BODY).orElse("").strip()));
    }
  }
}
