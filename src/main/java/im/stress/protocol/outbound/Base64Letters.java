package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes Base64 (RFC 4648) without an object: the JDK's encoder wants arrays of the exact size. */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to the letters
enum Base64Letters {
  /** Section 4, with padding. */
  STANDARD("+/", true),
  /** Section 5, without padding. */
  URL("-_", false);

  private final byte[] letters;
  private final boolean padded;

  Base64Letters(String lastTwo, boolean padded) {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo;
    this.letters = all.getBytes(StandardCharsets.US_ASCII);
    this.padded = padded;
  }

  /** Writes what is readable. */
  void write(ByteBuf in, ByteBuf out) {
    while (in.readableBytes() >= 3) {
      letters(in.readUnsignedMedium(), 4, out);
    }
    if (in.readableBytes() == 2) {
      letters(in.readUnsignedShort() << 8, 3, out);
      pad(1, out);
    } else if (in.isReadable()) {
      letters(in.readUnsignedByte() << 16, 2, out);
      pad(2, out);
    }
  }

  private void letters(int bits, int count, ByteBuf out) {
    for (int i = 0; i < count; i++) {
      out.writeByte(letters[(bits >> (18 - 6 * i)) & 0x3f]);
    }
  }

  private void pad(int count, ByteBuf out) {
    for (int i = 0; padded && i < count; i++) {
      out.writeByte('=');
    }
  }
}
