package im.stress.protocol.protobuf;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a field may hold, and how it stands on the wire (Protobuf encoding, "Message structure").
 */
enum Kind {
  INT32(Wire.VARINT, "-2147483648", "2147483647"),
  SINT32(Wire.VARINT, "-2147483648", "2147483647"),
  UINT32(Wire.VARINT, "0", "4294967295"),
  FIXED32(Wire.FOUR_BYTES, "0", "4294967295"),
  SFIXED32(Wire.FOUR_BYTES, "-2147483648", "2147483647"),
  INT64(Wire.VARINT, "-9223372036854775808", "9223372036854775807"),
  SINT64(Wire.VARINT, "-9223372036854775808", "9223372036854775807"),
  UINT64(Wire.VARINT, "0", "18446744073709551615"),
  FIXED64(Wire.EIGHT_BYTES, "0", "18446744073709551615"),
  SFIXED64(Wire.EIGHT_BYTES, "-9223372036854775808", "9223372036854775807"),
  FLOAT(Wire.FOUR_BYTES),
  DOUBLE(Wire.EIGHT_BYTES),
  BOOL(Wire.VARINT),
  ENUM(Wire.VARINT),
  STRING(Wire.LENGTH),
  BYTES(Wire.LENGTH),
  MESSAGE(Wire.LENGTH);

  private final int wire;
  private final String min;
  private final String max;
  private final long shortMin;
  private final long shortMax;

  Kind(int wire) {
    this(wire, "", "");
  }

  Kind(int wire, String min, String max) {
    this.wire = wire;
    this.min = min;
    this.max = max;
    shortMin = min.isEmpty() ? 0 : new BigInteger(min).longValueExact();
    shortMax =
        max.isEmpty()
            ? 0
            : new BigInteger(max).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  /** The kind of a type that the language has itself. */
  static Kind ofScalar(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.words().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown scalar type " + name));
  }

  /** The name in a {@code .proto} file. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The wire type of one value. */
  int wire() {
    return wire;
  }

  /** Whether it is a whole number, from {@link #min} to {@link #max}. */
  boolean isWhole() {
    return !min.isEmpty();
  }

  /** The smallest whole number, in decimal. */
  String min() {
    return min;
  }

  /** The largest whole number, in decimal. */
  String max() {
    return max;
  }

  /** The smallest whole number. */
  long shortMin() {
    return shortMin;
  }

  /** The largest whole number, or the largest long when that is less. */
  long shortMax() {
    return shortMax;
  }

  boolean isFraction() {
    return this == FLOAT || this == DOUBLE;
  }

  /** Whether many of them may stand one after the other without tags. */
  boolean isPackable() {
    return wire != Wire.LENGTH;
  }
}
