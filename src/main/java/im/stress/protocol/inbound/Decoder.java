package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes other bytes of the bytes of a value. One for each place and event loop. */
abstract class Decoder {
  private static final String AFTER = "after:";
  private static final String BEFORE = "before:";
  private static final Map<String, Supplier<Decoder>> NAMED =
      Map.of(
          "base64", () -> new Base64Decoder(),
          "hex", () -> new HexDecoder());

  private byte[] array;
  private int start;
  private int end;

  /** The names that a path may have, for people. */
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
    return NAMED.get(name);
  }

  /** Leaves the bytes as they are: what follows says what they are. */
  static Decoder none() {
    return new Decoder() {
      @Override
      boolean decode(BodyValue value) {
        return found(value.array(), value.start(), value.end());
      }

      @Override
      String expected() {
        return "text";
      }
    };
  }

  /**
   * Decodes a value that has bytes.
   *
   * @return whether there is anything; what there is stands in {@link #array} from {@link #start}
   *     to {@link #end}
   * @throws IllegalArgumentException when the bytes are not encoded so
   */
  abstract boolean decode(BodyValue value);

  /** What it takes, for errors. */
  abstract String expected();

  final boolean found(byte[] newArray, int newStart, int newEnd) {
    array = newArray;
    start = newStart;
    end = newEnd;
    return true;
  }

  final byte[] array() {
    return array;
  }

  final int start() {
    return start;
  }

  final int end() {
    return end;
  }

  /** Index of the first occurrence in the value of the first bytes of {@code mark}, or -1. */
  static int indexOf(BodyValue value, byte[] mark, int length) {
    byte[] bytes = value.array();
    for (int i = value.start(); i <= value.end() - length; i++) {
      int same = 0;
      while (same < length && bytes[i + same] == mark[same]) {
        same++;
      }
      if (same == length) {
        return i;
      }
    }
    return -1;
  }

  /** What follows a text; nothing where the text is not. */
  private static final class AfterMark extends Decoder {
    private final byte[] mark;

    AfterMark(byte[] mark) {
      this.mark = mark;
    }

    @Override
    boolean decode(BodyValue value) {
      int at = indexOf(value, mark, mark.length);
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
      int at = indexOf(value, mark, mark.length);
      return at >= 0 && found(value.array(), value.start(), at);
    }

    @Override
    String expected() {
      return "text";
    }
  }
}
