package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import im.stress.channel.FrameKind;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.MarkerReader;
import im.stress.protocol.ProtocolException;
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
  private final Sink link = new Sink();
  private final ImSession session = Frames.json("").open(Frames.context().user(7), link);

  @Test
  void a_message_is_written_without_an_object() throws ProtocolException {
    Chat chat = new Chat(Frames.context());

    assertThat(bytesEach(() -> session.chat(chat.set(7, 2, 3, 4, 5)))).isLessThan(NOTHING);
    assertThat(link.events).isEqualTo(2 * TIMES);
  }

  @Test
  void a_group_message_is_written_without_an_object() throws ProtocolException {
    GroupChat chat = new GroupChat(Frames.context());

    assertThat(bytesEach(() -> session.groupChat(chat.set(7, 2, 3, 4, 5)))).isLessThan(NOTHING);
    assertThat(link.events).isEqualTo(2 * TIMES);
  }

  @Test
  void a_heartbeat_is_written_without_an_object() throws ProtocolException {
    assertThat(bytesEach(() -> session.heartbeat(12))).isLessThan(NOTHING);
    assertThat(link.events).isEqualTo(2 * TIMES);
  }

  @Test
  void an_ack_is_read_without_an_object() throws ProtocolException {
    ByteBuf ack =
        Frames.bytes("{\"type\":\"chat_ack\",\"id\":\"1234abcd0000000700000003\",\"code\":0}");

    assertThat(bytesEach(() -> session.frame(ack))).isLessThan(NOTHING);
    assertThat(link.events).isEqualTo(2 * TIMES);
  }

  @Test
  void a_push_is_read_without_an_object() throws ProtocolException {
    ByteBuf push =
        Frames.bytes(
            "{\"type\":\"push\",\"id\":\"1\",\"from\":\"u7\",\"content\":"
                + "\"im1:1234abcd000000070000000800000002060a24181e4000.....\"}");

    assertThat(bytesEach(() -> session.frame(push))).isLessThan(NOTHING);
    assertThat(link.events).isEqualTo(2 * TIMES);
  }

  @Test
  void a_group_push_is_read_without_an_object() throws ProtocolException {
    ByteBuf push =
        Frames.bytes(
            "{\"type\":\"group_push\",\"id\":\"1\",\"from\":\"u7\",\"group\":\"g8\",\"content\":"
                + "\"ig1:1234abcd000000070000000800000002060a24181e4000.....\"}");

    assertThat(bytesEach(() -> session.frame(push))).isLessThan(NOTHING);
    assertThat(link.events).isEqualTo(2 * TIMES);
  }

  private double bytesEach(Work work) throws ProtocolException {
    repeat(work);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(work);
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
  }

  private static void repeat(Work work) throws ProtocolException {
    for (int i = 0; i < TIMES; i++) {
      work.run();
    }
  }

  private interface Work {
    void run() throws ProtocolException;
  }

  /** Counts what it is told, and lends one buffer. */
  private static final class Sink implements ImLink {
    private final ByteBuf out = Unpooled.buffer(1_024);
    private final MarkerReader marker = new MarkerReader(Frames.RUN_KEY);
    private int events;

    @Override
    public ByteBuf newMessage() {
      return out.clear();
    }

    @Override
    public void send(ByteBuf message, FrameKind kind) {
      events++;
    }

    @Override
    public void acked(int number, int code) {
      events++;
    }

    @Override
    public void pushed(CharSequence content) {
      if (marker.read(content) == MarkerReader.Origin.OURS) {
        events++;
      }
    }

    @Override
    public void ackedOldest(int code) {}

    @Override
    public void ackedUpTo(int number) {}

    @Override
    public void joinedGroup(int code) {}

    @Override
    public void loggedIn() {}

    @Override
    public void loginRefused(int code, String words) {}

    @Override
    public void heartbeatAnswered(long sequence) {}

    @Override
    public void fail(String words) {}

    @Override
    public void kicked(String words) {}
  }
}
