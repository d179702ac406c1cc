package im.stress.channel;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whole numbers without a sign, as headers have them; big endian unless the name ends with LE. */
public enum NumberType {
  /** One byte. */
  U8("u8", 1, false),
  /** Two bytes. */
  U16("u16", 2, false),
  /** Four bytes. */
  U32("u32", 4, false),
  /** Eight bytes; numbers above the largest long are negative here. */
  U64("u64", 8, false),
  /** Two bytes, the least significant one first. */
  U16_LE("u16-le", 2, true),
  /** Four bytes, the least significant one first. */
  U32_LE("u32-le", 4, true),
  /** Eight bytes, the least significant one first. */
  U64_LE("u64-le", 8, true);

  private final String key;
  private final int bytes;
  private final boolean littleEndian;

  NumberType(String key, int bytes, boolean littleEndian) {
    this.key = key;
    this.bytes = bytes;
    this.littleEndian = littleEndian;
  }

  /** The type of this name in a preset. */
  public static Optional<NumberType> named(String key) {
    return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
  }

  /** The names of all types. */
  public static List<String> names() {
    return Arrays.stream(values()).map(type -> type.key).toList();
  }

  /** Its name in a preset. */
  public String key() {
    return key;
  }

  /** The largest number that it can hold; of eight bytes, the largest long. */
  public long most() {
    return bytes == Long.BYTES ? Long.MAX_VALUE : (1L << (8 * bytes)) - 1;
  }

  /** Whether it can hold a number of 0 or more. */
  public boolean holds(long number) {
    return number <= most();
  }

  /** Width in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The number that stands here. */
  public long read(byte[] from, int at) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      int index = littleEndian ? at + bytes - 1 - i : at + i;
      number = (number << 8) | (from[index] & 0xff);
    }
    return number;
  }

  /** The same in a buffer, whose indices don't move. */
  public long read(ByteBuf from, int at) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      int index = littleEndian ? at + bytes - 1 - i : at + i;
      number = (number << 8) | from.getUnsignedByte(index);
    }
    return number;
  }

  /** Writes a number over the bytes that stand here. */
  public void set(long number, ByteBuf out, int at) {
    for (int i = 0; i < bytes; i++) {
      int shift = 8 * (littleEndian ? i : bytes - 1 - i);
      out.setByte(at + i, (int) (number >> shift));
    }
  }
}
