package im.stress.protocol.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/**
 * Messages of binary protocols as tests write them: in each line the name of a field, then its
 * bytes, as hexadecimal digits with spaces between and {@code 'text'} as it is.
 */
public final class Golden {
  private Golden() {}

  /** The bytes of such lines. */
  static ByteBuf bytes(String lines) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex(lines)));
  }

  /** The bytes of such lines, as hexadecimal digits. */
  static String hex(String lines) {
    StringBuilder hex = new StringBuilder();
    for (String line : lines.strip().split("\n", -1)) {
      hex.append(HexFormat.of().formatHex(parse(line.strip().split(" +", 2)[1])));
    }
    return hex.toString();
  }

  /** Bytes without a name before them. */
  public static byte[] parse(String bytes) {
    StringBuilder hex = new StringBuilder();
    String[] parts = bytes.split("'", -1);
    for (int i = 0; i < parts.length; i++) {
      hex.append(i % 2 == 0 ? parts[i].replace(" ", "") : hexOf(parts[i]));
    }
    return HexFormat.of().parseHex(hex);
  }

  /** A message that was sent, as hexadecimal digits; no byte of it may be above 7f. */
  static String hexOf(String sent) {
    return HexFormat.of().formatHex(sent.getBytes(UTF_8));
  }
}
