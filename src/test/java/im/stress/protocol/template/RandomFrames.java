package im.stress.protocol.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Frames of a kind that nobody has written: some of them can be read. */
final class RandomFrames {
  private static final String CHARS = "{}[]\":,\\ntruefalsenull0123456789.-+eE/~ \t\n\u0000\u00fc";

  private static final int PROTOBUF_FIELDS = 13;

  /** Message, object or header within another one: deeper than any pointer of the presets. */
  private static final int DEPTH = 4;

  private final Random random;

  RandomFrames(Random random) {
    this.random = random;
  }

  /** A character of which JSON is made, or would not be. */
  byte letter() {
    return (byte) CHARS.charAt(random.nextInt(CHARS.length()));
  }

  /** Any bytes. */
  byte[] bytes() {
    byte[] frame = new byte[random.nextInt(60)];
    random.nextBytes(frame);
    return frame;
  }

  /** Letters of JSON after the first byte of a good message. */
  byte[] text(byte first) {
    StringBuilder text = new StringBuilder();
    text.append((char) first);
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.append((char) (letter() & 0xff));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Tags with values of their wire type, now and then one that is cut off or of another type. */
  byte[] protobuf() {
    return protobuf(DEPTH);
  }

  private byte[] protobuf(int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int fields = random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      int type =
          random.nextInt(20) == 0 ? random.nextInt(8) : new int[] {0, 2, 2, 2}[random.nextInt(4)];
      varint((long) (1 + random.nextInt(PROTOBUF_FIELDS)) << 3 | type, out);
      switch (type) {
        case 0 -> varint(random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(400), out);
        case 1 -> out.writeBytes(new byte[8]);
        case 2 -> {
          byte[] value = depth > 0 && random.nextBoolean() ? protobuf(depth - 1) : bytes();
          varint(random.nextInt(20) == 0 ? random.nextInt() : value.length, out);
          out.writeBytes(value);
        }
        default -> out.writeBytes(new byte[4]);
      }
    }
    return out.toByteArray();
  }

  private static void varint(long number, ByteArrayOutputStream out) {
    long rest = number;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) rest | 0x80);
    }
    out.write((int) rest);
  }

  /**
   * A header of {@code n} (u16-le, the length of the body, mostly) and {@code cmd} (u8), and a body
   * of letters, or of frames again.
   */
  byte[] headed() {
    return headed(DEPTH);
  }

  private byte[] headed(int depth) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (depth > 0 && random.nextBoolean()) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        body.writeBytes(headed(depth - 1));
      }
      return withHeader(body.toByteArray(), 9);
    }
    body.writeBytes(random.nextInt(4) == 0 ? bytes() : text((byte) '{'));
    return withHeader(
        random.nextInt(4) == 0 ? new byte[0] : body.toByteArray(), 3 + random.nextInt(7));
  }

  private byte[] withHeader(byte[] body, int cmd) {
    int length = random.nextInt(8) == 0 ? random.nextInt(1 << 16) : body.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(length);
    out.write(length >> 8);
    out.write(cmd);
    out.writeBytes(body);
    return out.toByteArray();
  }
}
