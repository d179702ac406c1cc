package im.stress.protocol.template;

import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.channel.NumberType;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.protocol.body.Header;
import im.stress.protocol.outbound.IdForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The single values of {@code im.codec.template}, beside its messages.
 *
 * @param framing how messages are told apart
 * @param splitsLines whether one frame holds several messages, one in each line
 * @param frameKind the kind of WebSocket frame that a message goes into
 * @param heartbeatKind how a connection is kept alive
 * @param echo whether a sender gets its own messages back
 * @param receipts whether pushes are answered, where the preset says with what
 * @param ids how messages are named
 * @param sequence the names of messages, where they are counted
 */
record TemplateSettings(
    Framing framing,
    boolean splitsLines,
    FrameKind frameKind,
    HeartbeatKind heartbeatKind,
    boolean echo,
    boolean receipts,
    IdForm ids,
    IdSequence sequence) {
  private static final String FRAMING = "framing";
  static final String SPLIT = "split";
  private static final String FRAME = "frame";
  static final String HEARTBEAT_KIND = "heartbeat-kind";
  private static final String ECHO = "echo";
  private static final String RECEIPTS = "receipts";
  private static final String ID = "id";
  private static final String DELIMITER = "delimiter";
  private static final String HTTP = "http";
  private static final String KEEP_ALIVE = "keep-alive";
  static final List<String> KEYS =
      List.of(FRAMING, SPLIT, FRAME, HEARTBEAT_KIND, ECHO, RECEIPTS, ID);

  /** What one frame may hold. */
  private enum Split {
    /** One message. */
    NONE,
    /** One in each line. */
    LINES
  }

  /** Whether all that users say is requests of HTTP, on connections for them. */
  boolean isHttp() {
    return framing instanceof Framing.Http;
  }

  /** Reads and checks them. */
  static TemplateSettings read(SettingsBlock template, MessageForm form) {
    SettingsBlock id = template.blockOrEmpty(ID);
    id.allowOnly(List.of("form", IdSequence.FIRST, IdSequence.WIDTH));
    IdForm ids = id.choice("form", IdForm.values(), IdForm.HEX24);
    return new TemplateSettings(
        framing(template, form.header()),
        splitsLines(template, form),
        template.choice(
            FRAME, FrameKind.values(), form.isText() ? FrameKind.TEXT : FrameKind.BINARY),
        template.choice(HEARTBEAT_KIND, HeartbeatKind.values(), HeartbeatKind.NONE),
        template.flag(ECHO, false),
        template.flag(RECEIPTS, true),
        ids,
        IdSequence.read(id, ids));
  }

  /** Bytes have line feeds that end nothing. */
  private static boolean splitsLines(SettingsBlock template, MessageForm form) {
    boolean lines = template.choice(SPLIT, Split.values(), Split.NONE) == Split.LINES;
    if (lines && !form.isText()) {
      throw template.error(
          SPLIT, "expected none: only json and text without a header have lines, got lines");
    }
    return lines;
  }

  private static Framing framing(SettingsBlock template, Header header) {
    if (template.isBlock(FRAMING)) {
      SettingsBlock framing = template.blockOrEmpty(FRAMING);
      framing.allowOnly(List.of(DELIMITER, HTTP));
      if (framing.value(HTTP).isPresent()) {
        return http(framing.blockOrEmpty(HTTP));
      }
      String text = framing.text(DELIMITER).orElse("");
      if (text.length() != 1 || text.charAt(0) > 0x7f) {
        throw framing.error(DELIMITER, "expected one character of ASCII, got \"" + text + '"');
      }
      return new Framing.Delimited((byte) text.charAt(0));
    }
    if (template.value(FRAMING).isEmpty()) {
      return Framing.MESSAGE;
    }
    Map<String, Framing> words = new LinkedHashMap<>();
    words.put("message", Framing.MESSAGE);
    words.put("json", Framing.JSON);
    words.put("lines", Framing.LINES);
    words.put("varint", new Framing.Varint());
    words.put(HTTP, new Framing.Http(true));
    words.put("header", header == null ? null : byHeader(template, header));
    Framing framing = template.choice(FRAMING, words);
    if (framing == null) {
      throw template.error(FRAMING, "expected a list under header beside it, with a length in it");
    }
    return framing;
  }

  private static Framing http(SettingsBlock block) {
    block.allowOnly(List.of(KEEP_ALIVE));
    return new Framing.Http(block.flag(KEEP_ALIVE, true));
  }

  /** Messages are told apart by the length in their header. */
  private static Framing byHeader(SettingsBlock template, Header header) {
    int offset = 0;
    for (Header.Field field : header.fields()) {
      if (field.counts() == Header.Counts.WHOLE || field.counts() == Header.Counts.BODY) {
        return new Framing.LengthField(
            offset,
            lengthType(template, field),
            field.counts() == Header.Counts.WHOLE ? Framing.Counts.WHOLE : Framing.Counts.AFTER,
            header.length());
      }
      offset += field.type().bytes();
    }
    throw template.error(
        FRAMING, "expected a field of header that is whole-length or body-length, got none");
  }

  private static NumberType lengthType(SettingsBlock template, Header.Field field) {
    if (field.type().bytes() > Integer.BYTES) {
      throw template.error(FRAMING, "expected a length of at most u32, got " + field.type().key());
    }
    return field.type();
  }
}
