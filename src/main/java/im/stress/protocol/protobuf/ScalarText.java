package im.stress.protocol.protobuf;

import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.text.OneLine;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Reads a number, truth or enum that is written as text, without a String when it is good. */
final class ScalarText {
  /** With one digit less no sum is beyond long. */
  private static final int LONG_DIGITS = 18;

  private ScalarText() {}

  /**
   * The bits on the wire for what the buffer has.
   *
   * @throws IllegalArgumentException when the field can't hold it
   */
  static long bits(Field field, ByteBuf text) {
    return switch (field.kind()) {
      case BOOL -> truth(field, text);
      case ENUM -> constant(field, text);
      default -> number(field, text);
    };
  }

  private static long truth(Field field, ByteBuf text) {
    if (is(text, "true") || is(text, "1")) {
      return 1;
    }
    if (is(text, "false") || is(text, "0")) {
      return 0;
    }
    throw new IllegalArgumentException(
        "expected true or false for " + field.name() + ", got \"" + toText(text) + "\"");
  }

  private static boolean is(ByteBuf text, String word) {
    boolean same = text.readableBytes() == word.length();
    for (int i = 0; same && i < word.length(); i++) {
      same = text.getByte(text.readerIndex() + i) == word.charAt(i);
    }
    return same;
  }

  private static long constant(Field field, ByteBuf text) {
    int start = text.arrayOffset() + text.readerIndex();
    ProtoEnum.Constant constant =
        field.names().named(text.array(), start, start + text.readableBytes());
    if (constant != null) {
      return constant.number();
    }
    return isShortNumber(text) ? (int) shortNumber(text) : Scalars.constant(field, toText(text));
  }

  private static long number(Field field, ByteBuf text) {
    Kind kind = field.kind();
    if (!isShortNumber(text)) {
      return Scalars.bits(field, toText(text));
    }
    long number = shortNumber(text);
    if (kind.isWhole() && (number < kind.shortMin() || number > kind.shortMax())) {
      return Scalars.bits(field, toText(text));
    }
    return Numbers.bits(kind, number);
  }

  /** Whether it is a whole number that a long surely holds. */
  private static boolean isShortNumber(ByteBuf text) {
    int from = text.readerIndex();
    int digits = text.readableBytes();
    if (digits > 0 && text.getByte(from) == '-') {
      from++;
      digits--;
    }
    boolean good = digits > 0 && digits <= LONG_DIGITS;
    for (int i = from; good && i < text.writerIndex(); i++) {
      good = text.getByte(i) >= '0' && text.getByte(i) <= '9';
    }
    return good;
  }

  private static long shortNumber(ByteBuf text) {
    boolean negative = text.getByte(text.readerIndex()) == '-';
    long number = 0;
    for (int i = text.readerIndex() + (negative ? 1 : 0); i < text.writerIndex(); i++) {
      number = number * 10 + (text.getByte(i) - '0');
    }
    return negative ? -number : number;
  }

  private static String toText(ByteBuf text) {
    return OneLine.of(text.toString(StandardCharsets.UTF_8));
  }
}
