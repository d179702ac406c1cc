package im.stress.protocol.inbound;

/** Hexadecimal digits, two for each byte, in either case. */
final class HexDecoder extends ScratchDecoder {

  @Override
  int decode(byte[] bytes, int start, int end, byte[] out) {
    if ((end - start) % 2 != 0) {
      throw new IllegalArgumentException();
    }
    int length = 0;
    for (int i = start; i < end; i += 2) {
      int high = Character.digit(bytes[i], 16);
      int low = Character.digit(bytes[i + 1], 16);
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException();
      }
      out[length++] = (byte) (high << 4 | low);
    }
    return length;
  }

  @Override
  String expected() {
    return "hexadecimal digits";
  }
}
