package im.stress.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyElements;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.PointerTree;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a server sends, reading ends with values or a ProtocolException. More bodies with {@code
 * -Dfuzz.frames=1000000}.
 */
class ProtobufFuzzTest {
  private static final long SEED = 20240501;
  private static final byte[] GOOD =
      HexFormat.of()
          .parseHex(
              "08021203ff00011a070a03626f62100522030a017822050a017910012a0f0a03616263"
                  + "12080a060a026869100732"
                  + "0301ac0238033804a506010000805a050804120161");

  private final Random random = new Random(SEED);
  private final BodyReader reader = reader();
  private final List<BodyElements.Walker> walkers =
      List.of(walker("/msgs/*/Msgs/*"), walker("/tags/*"), walker("/names/4"));
  private int read;
  private int elements;

  private static BodyReader reader() {
    PointerTree tree = new PointerTree();
    List.of(
            "",
            "/type",
            "/payload",
            "/user/name",
            "/user/level",
            "/items/1/read",
            "/items",
            "/msgs/abc/Msgs/0/content",
            "/codes/1",
            "/loose/0",
            "/number",
            "/names/4",
            "/inner/inner",
            "/inner/inner/crc",
            "/crc",
            "/time/seconds",
            "/msgs")
        .forEach(tree::add);
    return new ProtobufFormat(Protos.FRAME).newReader(tree);
  }

  private BodyElements.Walker walker(String pointer) {
    return new ProtobufFormat(Protos.FRAME)
        .elements(pointer)
        .newWalker((bytes, start, end) -> elements++);
  }

  @Test
  @Tag("fuzz")
  void damaged_bodies_do_no_harm() {
    int count = Integer.getInteger("fuzz.frames", 20_000);
    for (int i = 0; i < count; i++) {
      byte[] body = i % 4 == 0 ? randomBody() : mutatedBody();
      try {
        decode(body);
      } catch (RuntimeException e) {
        fail("seed " + SEED + ", body " + HexFormat.of().formatHex(body), e);
      }
    }
    assertThat(read).as("bodies that were still readable").isBetween(count / 20, count);
    assertThat(elements).isPositive();
  }

  private void decode(byte[] body) {
    byte[] among = new byte[body.length + 8];
    System.arraycopy(body, 0, among, 4, body.length);
    try {
      reader.read(among, 4, 4 + body.length);
      read++;
    } catch (ProtocolException e) {
      check(e, body);
    }
    for (BodyElements.Walker walker : walkers) {
      try {
        walker.walk(among, 4, 4 + body.length);
      } catch (ProtocolException e) {
        check(e, body);
      }
    }
    StringBuilder text = new StringBuilder();
    ProtobufText.append(Protos.FRAME, among, 4, 4 + body.length, text);
    assertThat(text.toString()).doesNotContain("\n");
  }

  private static void check(ProtocolException e, byte[] body) {
    if (e.offset() < 0 || e.offset() > body.length || e.getMessage().contains("\n")) {
      fail("offset " + e.offset() + ", " + e.getMessage() + HexFormat.of().formatHex(body));
    }
  }

  private byte[] randomBody() {
    byte[] body = new byte[random.nextInt(20)];
    random.nextBytes(body);
    return body;
  }

  private byte[] mutatedBody() {
    byte[] body = GOOD.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(3)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] ^= (byte) (1 << random.nextInt(8));
        default -> body = Arrays.copyOf(body, 1 + at);
      }
    }
    return body;
  }
}
