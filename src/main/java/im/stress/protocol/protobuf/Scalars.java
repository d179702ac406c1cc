package im.stress.protocol.protobuf;

import im.stress.config.NearestName;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import java.math.BigDecimal;

/** What a field that is no message may hold, as a preset writes it. */
final class Scalars {
  private Scalars() {}

  /**
   * Refuses a value that the field can't hold.
   *
   * @param wanted a text, number or truth
   * @throws IllegalArgumentException says what it can hold
   */
  static void require(Field field, Object wanted) {
    Kind kind = field.kind();
    switch (kind) {
      case BOOL -> requireThat(wanted instanceof Boolean, field, "true or false", wanted);
      case STRING, BYTES ->
          requireThat(wanted instanceof CharSequence, field, "a text in quotes", wanted);
      case ENUM -> constant(field, wanted);
      case MESSAGE -> throw refused(field, "a field below it", wanted);
      default -> requireNumber(field, wanted);
    }
  }

  private static void requireNumber(Field field, Object wanted) {
    Kind kind = field.kind();
    requireThat(wanted instanceof Number, field, "a number", wanted);
    if (kind.isWhole()) {
      whole(field, wanted.toString());
    } else {
      fraction(field, wanted.toString());
    }
  }

  private static void requireThat(boolean good, Field field, String expected, Object got) {
    if (!good) {
      throw refused(field, expected, got);
    }
  }

  private static IllegalArgumentException refused(Field field, String expected, Object got) {
    String value = got instanceof CharSequence ? "\"" + got + "\"" : String.valueOf(got);
    return new IllegalArgumentException(
        "expected " + expected + " for " + field.name() + " (" + field.words() + "), got " + value);
  }

  /** The number of an enum's name, or a number that is given as such. */
  static int constant(Field field, Object wanted) {
    if (wanted instanceof Number number) {
      return (int) whole(Kind.INT32, number.toString(), field);
    }
    String name = String.valueOf(wanted);
    ProtoEnum.Constant found = field.names().named(name);
    if (found == null) {
      throw refused(field, namesFor(field.names(), name), wanted);
    }
    return found.number();
  }

  private static String namesFor(ProtoEnum names, String name) {
    return NearestName.of(name, names.names())
        .orElseGet(() -> "one of " + String.join(", ", names.names()));
  }

  /** A whole number in decimal; that of a UINT64 or FIXED64 is unsigned. */
  static long whole(Field field, String digits) {
    return whole(field.kind(), digits, field);
  }

  /** A whole number that was found good before. */
  static long whole(Kind kind, String digits) {
    return new BigDecimal(digits).toBigInteger().longValue();
  }

  private static long whole(Kind kind, String digits, Field field) {
    String expected = "a whole number from " + kind.min() + " to " + kind.max();
    try {
      BigDecimal number = new BigDecimal(digits);
      if (number.precision() - (long) number.scale() > kind.max().length()) {
        throw refused(field, expected, digits);
      }
      BigDecimal exact = number.setScale(0);
      if (exact.compareTo(new BigDecimal(kind.min())) < 0
          || exact.compareTo(new BigDecimal(kind.max())) > 0) {
        throw refused(field, expected, digits);
      }
      return exact.toBigInteger().longValue();
    } catch (ArithmeticException | NumberFormatException e) {
      throw refused(field, expected, digits);
    }
  }

  /** The bits on the wire of a number, a truth or an enum that is given as text. */
  static long bits(Field field, String text) {
    return switch (field.kind()) {
      case BOOL -> truth(field, text);
      case ENUM -> constant(field, text);
      case FLOAT, DOUBLE -> Numbers.bits(field.kind(), fraction(field, text));
      default -> Numbers.bits(field.kind(), whole(field, text));
    };
  }

  private static long truth(Field field, String text) {
    requireThat(text.equals("true") || text.equals("false"), field, "true or false", text);
    return text.equals("true") ? 1 : 0;
  }

  /** A number, with or without a point. */
  static double fraction(Field field, String digits) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw refused(field, "a number", digits);
    }
  }
}
