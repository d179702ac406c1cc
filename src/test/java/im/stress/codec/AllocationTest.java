package im.stress.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What comes once for each message leaves nothing behind for the garbage collector. */
class AllocationTest {
  private static final int TIMES = 10_000;

  /** Less than the smallest object: leaves room for the parser that is new after each megabyte. */
  private static final double NOTHING = 8;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ImCodec codec = Frames.json("");

  @Test
  void a_message_is_encoded_without_an_object() throws CodecException {
    Outbound.Chat chat = new Outbound.Chat(1, 2, 3, 4, 5);
    ByteBuf out = Unpooled.buffer(1_024);

    assertThat(bytesEach(() -> codec.encode(chat.set(1, 2, 3, 4, 5), out.clear())))
        .isLessThan(NOTHING);
  }

  @Test
  void an_ack_is_decoded_without_an_object() throws CodecException {
    ByteBuf ack =
        Frames.bytes("{\"type\":\"chat_ack\",\"id\":\"1234abcd0000000700000003\",\"code\":0}");

    assertThat(bytesEach(() -> codec.decode(ack))).isLessThan(NOTHING);
  }

  @Test
  void a_push_is_decoded_without_an_object() throws CodecException {
    ByteBuf push =
        Frames.bytes(
            "{\"type\":\"push\",\"id\":\"1\",\"from\":\"u7\",\"content\":"
                + "\"im1:1234abcd000000070000000800000002060a24181e4000.....\"}");

    assertThat(bytesEach(() -> codec.decode(push))).isLessThan(NOTHING);
  }

  private double bytesEach(Work work) throws CodecException {
    repeat(work);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(work);
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
  }

  private static void repeat(Work work) throws CodecException {
    for (int i = 0; i < TIMES; i++) {
      work.run();
    }
  }

  private interface Work {
    void run() throws CodecException;
  }
}
