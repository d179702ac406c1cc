package im.stress.protocol.inbound;

import java.util.Arrays;

/**
 * Base64 of RFC 4648, of both alphabets (sections 4 and 5), with or without the padding. The JDK's
 * own decoder takes no range of bytes.
 */
final class Base64Decoder extends ScratchDecoder {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      VALUES[ALPHABET.charAt(i)] = (byte) i;
    }
    VALUES['-'] = VALUES['+'];
    VALUES['_'] = VALUES['/'];
  }

  @Override
  int decode(byte[] bytes, int start, int end, byte[] out) {
    int last = end;
    while (last > start && last > end - 2 && bytes[last - 1] == '=') {
      last--;
    }
    int bits = 0;
    int held = 0;
    int length = 0;
    for (int i = start; i < last; i++) {
      int value = bytes[i] < 0 ? -1 : VALUES[bytes[i]];
      if (value < 0) {
        throw new IllegalArgumentException();
      }
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        out[length++] = (byte) (bits >> held);
      }
    }
    if (held == 6) { // one letter alone holds no byte
      throw new IllegalArgumentException();
    }
    return length;
  }

  @Override
  String expected() {
    return "base64";
  }
}
