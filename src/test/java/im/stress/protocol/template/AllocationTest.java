package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

/** What comes once for each message leaves nothing behind for the garbage collector. */
class AllocationTest {
  private static final int TIMES = 10_000;

  /** Less than the smallest object: leaves room for the parser that is new after each megabyte. */
  private static final double NOTHING = 8;

  private final CountingLink link = new CountingLink();
  private final ImSession session = Frames.json("").open(Frames.context().user(7), link);

  @Test
  void a_message_is_written_without_an_object() throws ProtocolException {
    Chat chat = new Chat(Frames.context());

    assertThat(bytesEach(() -> session.chat(chat.set(7, 2, 3, 4, 5)))).isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }

  @Test
  void a_group_message_is_written_without_an_object() throws ProtocolException {
    GroupChat chat = new GroupChat(Frames.context());

    assertThat(bytesEach(() -> session.groupChat(chat.set(7, 2, 3, 4, 5)))).isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }

  @Test
  void a_heartbeat_is_written_without_an_object() throws ProtocolException {
    assertThat(bytesEach(() -> session.heartbeat(12))).isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }

  @Test
  void an_ack_is_read_without_an_object() throws ProtocolException {
    ByteBuf ack =
        Frames.bytes("{\"type\":\"chat_ack\",\"id\":\"1234abcd0000000700000003\",\"code\":0}");

    assertThat(bytesEach(() -> session.frame(ack))).isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }

  @Test
  void a_push_is_read_without_an_object() throws ProtocolException {
    ByteBuf push =
        Frames.bytes(
            "{\"type\":\"push\",\"id\":\"1\",\"from\":\"u7\",\"content\":"
                + "\"im1:1234abcd000000070000000800000002060a24181e4000.....\"}");

    assertThat(bytesEach(() -> session.frame(push))).isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }

  @Test
  void a_group_push_is_read_without_an_object() throws ProtocolException {
    ByteBuf push =
        Frames.bytes(
            "{\"type\":\"group_push\",\"id\":\"1\",\"from\":\"u7\",\"group\":\"g8\",\"content\":"
                + "\"ig1:1234abcd000000070000000800000002060a24181e4000.....\"}");

    assertThat(bytesEach(() -> session.frame(push))).isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }

  private double bytesEach(Allocations.Work work) throws ProtocolException {
    return Allocations.bytesEach(TIMES, work);
  }
}
