package im.stress.protocol.protobuf;

import io.netty.buffer.ByteBuf;

/** Writes tags, numbers and lengths. */
final class WireOutput {
  private WireOutput() {}

  static void tag(ByteBuf out, int number, int wireType) {
    varint(out, Integer.toUnsignedLong(Wire.tag(number, wireType)));
  }

  /** Seven bits a byte, the lowest first. */
  static void varint(ByteBuf out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** The bits of a number, a truth or an enum. */
  static void bits(ByteBuf out, Kind kind, long bits) {
    switch (kind.wire()) {
      case Wire.FOUR_BYTES -> out.writeIntLE((int) bits);
      case Wire.EIGHT_BYTES -> out.writeLongLE(bits);
      default -> varint(out, bits);
    }
  }

  /** The length of what the buffer has, and that. */
  static void withLength(ByteBuf out, ByteBuf content) {
    varint(out, content.readableBytes());
    out.writeBytes(content, content.readerIndex(), content.readableBytes());
  }
}
