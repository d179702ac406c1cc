package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads tags, numbers and lengths of a body, one after the other. Reused from body to body. Offsets
 * of errors count from the start of the body. Not thread-safe.
 */
final class WireInput {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_VARINT_BITS = 64;

  private byte[] bytes = new byte[0];
  private int start;
  private int at;

  /** Begins at the start of a body. */
  void reset(byte[] newBytes, int newStart) {
    bytes = newBytes;
    start = newStart;
    at = newStart;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Index of the next byte. */
  int at() {
    return at;
  }

  /** Goes on at another byte. */
  void goTo(int index) {
    at = index;
  }

  /** Position of an index in the body. */
  int offsetOf(int index) {
    return index - start;
  }

  /** The next tag: a field number that there may be, and a wire type. */
  int tag(int end) throws ProtocolException {
    int from = at;
    long tag = varint(end);
    if (tag >>> 32 != 0 || Wire.numberOf((int) tag) == 0) {
      throw error("expected a tag, got " + Long.toUnsignedString(tag), from);
    }
    return (int) tag;
  }

  /** At most ten bytes of seven bits each, the lowest first. */
  long varint(int end) throws ProtocolException {
    int from = at;
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      if (at >= end) {
        throw error("expected more of a varint, got the end", at);
      }
      byte octet = bytes[at++];
      value |= (octet & 0x7fL) << shift;
      if (octet >= 0) {
        return value;
      }
    }
    throw error("expected a varint of at most 10 bytes, got more", from);
  }

  /** Reads a length, and returns the index after the bytes that it counts. */
  int endOfLength(int end) throws ProtocolException {
    int from = at;
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw error(
          "expected at most %d bytes, got length %s"
              .formatted(end - at, Long.toUnsignedString(length)),
          from);
    }
    return at + (int) length;
  }

  int fourBytes(int end) throws ProtocolException {
    at = require(Integer.BYTES, end);
    return (int) INTS.get(bytes, at - Integer.BYTES);
  }

  long eightBytes(int end) throws ProtocolException {
    at = require(Long.BYTES, end);
    return (long) LONGS.get(bytes, at - Long.BYTES);
  }

  private int require(int count, int end) throws ProtocolException {
    if (end - at < count) {
      throw error("expected %d bytes, got %d".formatted(count, end - at), at);
    }
    return at + count;
  }

  /** Passes the value after a tag. */
  void skip(int wireType, int end) throws ProtocolException {
    switch (wireType) {
      case Wire.VARINT -> varint(end);
      case Wire.EIGHT_BYTES -> at = require(Long.BYTES, end);
      case Wire.LENGTH -> at = endOfLength(end);
      case Wire.FOUR_BYTES -> at = require(Integer.BYTES, end);
      default -> throw error("expected a field, got " + Wire.words(wireType), at);
    }
  }

  /** The raw bits of a number, a truth or an enum, as the wire type of its kind has them. */
  long bits(Kind kind, int end) throws ProtocolException {
    return switch (kind.wire()) {
      case Wire.FOUR_BYTES -> fourBytes(end);
      case Wire.EIGHT_BYTES -> eightBytes(end);
      default -> varint(end);
    };
  }

  /** Refuses a value of another wire type than the field has. */
  void requireWire(ProtoMessage.Field field, int wireType) throws ProtocolException {
    boolean packed = wireType == Wire.LENGTH && field.label().isList() && field.kind().isPackable();
    if (wireType != field.kind().wire() && !packed) {
      throw error(
          "expected %s for %s (%s), got %s"
              .formatted(
                  Wire.words(field.kind().wire()),
                  field.name(),
                  field.words(),
                  Wire.words(wireType)),
          at);
    }
  }

  ProtocolException error(String words, int index) {
    return new ProtocolException(words, offsetOf(index));
  }
}
