package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** The decoders by the names that a path may have. */
final class Decoders {
  private static final String AFTER = "after:";
  private static final String BEFORE = "before:";

  private Decoders() {}

  /** The names, for people. */
  static List<String> names() {
    return List.of("base64", "hex", AFTER + "TEXT", BEFORE + "TEXT");
  }

  /** How the decoder of this name is made; null = there is none. */
  static Supplier<Decoder> named(String name) {
    if (name.startsWith(AFTER)) {
      byte[] mark = name.substring(AFTER.length()).getBytes(StandardCharsets.UTF_8);
      return () -> new AfterMark(mark);
    }
    if (name.startsWith(BEFORE)) {
      byte[] mark = name.substring(BEFORE.length()).getBytes(StandardCharsets.UTF_8);
      return () -> new BeforeMark(mark);
    }
    return switch (name) {
      case "base64" -> Base64Decoder::new;
      case "hex" -> HexDecoder::new;
      default -> null;
    };
  }

  /** What follows a text; nothing where the text is not. */
  private static final class AfterMark extends Decoder {
    private final byte[] mark;

    AfterMark(byte[] mark) {
      this.mark = mark;
    }

    @Override
    boolean decode(BodyValue value) {
      int at = indexOf(value, mark);
      return at >= 0 && found(value.array(), at + mark.length, value.end());
    }

    @Override
    String expected() {
      return "text";
    }
  }

  /** What comes before a text; nothing where the text is not. */
  private static final class BeforeMark extends Decoder {
    private final byte[] mark;

    BeforeMark(byte[] mark) {
      this.mark = mark;
    }

    @Override
    boolean decode(BodyValue value) {
      int at = indexOf(value, mark);
      return at >= 0 && found(value.array(), value.start(), at);
    }

    @Override
    String expected() {
      return "text";
    }
  }
}
