package im.stress.protocol.protobuf;

/** Wire types (Protobuf encoding, "Message structure"), and tags that are made with them. */
final class Wire {
  static final int VARINT = 0;
  static final int EIGHT_BYTES = 1;
  static final int LENGTH = 2;
  static final int FOUR_BYTES = 5;

  /** Below a tag's field number: the wire type. */
  static final int TYPE_BITS = 3;

  /** Messages in messages: as many as JSON bodies may have, below the 100 of Google's parsers. */
  static final int MAX_DEPTH = 64;

  private Wire() {}

  /** What stands before a value. */
  static int tag(int number, int wireType) {
    return number << TYPE_BITS | wireType;
  }

  static int typeOf(int tag) {
    return tag & (1 << TYPE_BITS) - 1;
  }

  static int numberOf(int tag) {
    return tag >>> TYPE_BITS;
  }

  /** A wire type as errors name it. */
  static String words(int wireType) {
    return switch (wireType) {
      case VARINT -> "a varint";
      case EIGHT_BYTES -> "8 bytes";
      case LENGTH -> "a length";
      case FOUR_BYTES -> "4 bytes";
      case 3, 4 -> "a group";
      default -> "wire type " + wireType;
    };
  }
}
