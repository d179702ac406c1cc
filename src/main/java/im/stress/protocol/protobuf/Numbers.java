package im.stress.protocol.protobuf;

/** Numbers as the bits that stand on the wire for them, and back. */
final class Numbers {
  private static final long LOW_32 = 0xffff_ffffL;

  /** From here on a double doesn't hold every whole number (IEEE 754: 53 bits). */
  private static final double MOST_EXACT = 1L << 53;

  private Numbers() {}

  /** The whole number of these bits; of a UINT64 and FIXED64 it is unsigned. */
  static long whole(Kind kind, long bits) {
    return switch (kind) {
      case INT32, SFIXED32, ENUM -> (int) bits;
      case UINT32, FIXED32 -> bits & LOW_32;
      case SINT32 -> (int) unzigzag(bits & LOW_32);
      case SINT64 -> unzigzag(bits);
      default -> bits;
    };
  }

  private static long unzigzag(long bits) {
    return bits >>> 1 ^ -(bits & 1);
  }

  /** The bits of a whole number that the kind can hold. */
  static long bits(Kind kind, long whole) {
    return switch (kind) {
      case SINT32, SINT64 -> whole << 1 ^ whole >> 63;
      case FLOAT -> Float.floatToRawIntBits((float) whole);
      case DOUBLE -> Double.doubleToRawLongBits((double) whole);
      default -> whole;
    };
  }

  /** The bits of a fraction. */
  static long bits(Kind kind, double fraction) {
    return kind == Kind.FLOAT
        ? Float.floatToRawIntBits((float) fraction)
        : Double.doubleToRawLongBits(fraction);
  }

  /** Whether a long can't hold the number that these bits are. */
  static boolean isBeyondLong(Kind kind, long bits) {
    return (kind == Kind.UINT64 || kind == Kind.FIXED64) && bits < 0;
  }

  /** The fraction of these bits. */
  static double fraction(Kind kind, long bits) {
    return kind == Kind.FLOAT ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  /** Whether it is a whole number, which is written without a point. */
  static boolean isWhole(double fraction) {
    return Math.abs(fraction) < MOST_EXACT && fraction == Math.rint(fraction);
  }

  /** The digits of a fraction; makes a text. */
  static String digits(Kind kind, long bits) {
    return kind == Kind.FLOAT
        ? Float.toString(Float.intBitsToFloat((int) bits))
        : Double.toString(Double.longBitsToDouble(bits));
  }

  /** The digits of a number for people. */
  static String toText(Kind kind, long bits) {
    if (kind.isFraction()) {
      double fraction = fraction(kind, bits);
      return isWhole(fraction) ? Long.toString((long) fraction) : digits(kind, bits);
    }
    long whole = whole(kind, bits);
    return isBeyondLong(kind, bits) ? Long.toUnsignedString(whole) : Long.toString(whole);
  }
}
