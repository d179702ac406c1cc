package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a server sends, decoding ends in an event or a ProtocolException, and nothing grows.
 * More frames with {@code -Dfuzz.frames=1000000}.
 */
class TemplateFuzzTest {
  private static final long SEED = 20240501;
  private static final String CHARS = "{}[]\":,\\ntruefalsenull0123456789.-+eE/~ \t\n\u0000\u00fc";
  private static final List<String> GOOD =
      List.of(
          "{\"type\":\"login_ack\",\"code\":0,\"reason\":\"b\\u00fc\u00fc\"}",
          "{\"type\":\"pong\",\"seq\":12}",
          "{\"type\":\"chat_ack\",\"id\":\"1234abcd0000000700000003\",\"code\":-1}",
          "{\"type\":\"push\",\"content\":\"im1:1234abcd000000070000000800000002060a24181e4000..\"}",
          "{\"x\":[1.5e3,{\"y\":[true,false,null]}],\"type\":\"kick\",\"reason\":\"\\\"\"}");

  private final TemplateProtocol protocol = Frames.json("");
  private final ImSession session =
      protocol.open(Frames.context().user(7), new RecordingLink(Frames.RUN_KEY));
  private final Random random = new Random(SEED);
  private int events;

  @Test
  @Tag("fuzz")
  void damaged_frames_do_no_harm() {
    session.opened();
    int count = Integer.getInteger("fuzz.frames", 20_000);
    for (int i = 0; i < count; i++) {
      decode(i % 4 == 0 ? randomFrame() : mutatedFrame());
    }
    assertThat(events).as("frames that were still readable").isBetween(count / 20, count);
  }

  private void decode(byte[] frame) {
    ByteBuf buffer = Unpooled.wrappedBuffer(frame);
    try {
      session.frame(buffer);
      if (buffer.readerIndex() != 0) {
        fail("a moved reader index for %s", hex(frame));
      }
      events++;
    } catch (ProtocolException e) {
      if (e.offset() < 0 || e.offset() > frame.length || e.getMessage().contains("\n")) {
        fail("offset %d, message %s for %s", e.offset(), e.getMessage(), hex(frame));
      }
    } catch (RuntimeException e) {
      fail("seed " + SEED + ", frame " + hex(frame), e);
    }
  }

  private byte[] randomFrame() {
    StringBuilder text = new StringBuilder("{");
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.append(CHARS.charAt(random.nextInt(CHARS.length())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] mutatedFrame() {
    byte[] good = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
    byte[] frame = good.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && frame.length > 0; i++) {
      frame = mutated(frame, random.nextInt(frame.length));
    }
    return frame;
  }

  private byte[] mutated(byte[] frame, int at) {
    byte[] other = frame.clone();
    switch (random.nextInt(4)) {
      case 0 -> other[at] = (byte) random.nextInt(256);
      case 1 -> other[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> other[at] = (byte) CHARS.charAt(random.nextInt(CHARS.length()));
      default -> other = spliced(frame, at);
    }
    return other;
  }

  /** The first bytes of a frame, then the last ones of one of the good frames. */
  private byte[] spliced(byte[] frame, int at) {
    byte[] end = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
    int from = random.nextInt(end.length + 1);
    byte[] other = new byte[at + end.length - from];
    System.arraycopy(frame, 0, other, 0, at);
    System.arraycopy(end, from, other, at, end.length - from);
    return other;
  }

  private static String hex(byte[] frame) {
    return HexFormat.of().formatHex(frame);
  }
}
