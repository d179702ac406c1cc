package im.stress.protocol.body;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static final long SEED = 3629;

  /** First bytes of every row of the table of RFC 3629, bounds of the second, and others. */
  private static final int[] OCTETS = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void the_first_bad_byte_is_where_the_jdk_finds_it() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(8)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) OCTETS[random.nextInt(OCTETS.length)];
      }
      assertThat(firstBad(bytes)).as("%s", bytes).isEqualTo(ofTheJdk(bytes));
    }
  }

  /** Among other bytes, which are none of UTF-8. */
  private static int firstBad(byte[] bytes) {
    byte[] among = new byte[bytes.length + 4];
    Arrays.fill(among, (byte) 0xbf);
    System.arraycopy(bytes, 0, among, 2, bytes.length);
    try {
      Utf8.requireValid(among, 2, 2 + bytes.length);
      return -1;
    } catch (ProtocolException e) {
      return e.offset();
    }
  }

  private static int ofTheJdk(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
    return result.isError() ? in.position() : -1;
  }
}
