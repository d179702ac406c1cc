package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Neither a request of HTTP nor its answer makes an object, where it is a yes. */
class HttpAllocationTest {
  private static final int TIMES = 20_000;

  /** Less than the smallest object: leaves room for the parser that is new after each megabyte. */
  private static final double NOTHING = 8;

  private static final String PRESET =
      """
      # preset/own.conf
      framing = http
      heartbeat-kind = message
      poll { overlap = 20 }
      outbound {
        chat.http {
          post = "/say/${to}?by=${uid}"
          headers { Authorization = "Bearer ${token}" }
          body = \"""{"to":"${to}","text":"${content}"}\"""
          accept = [{ "/status" = success }, { status = 409, "/error" = twice }]
        }
        heartbeat.http { get = "/said/${uid}?since=${since}" }
      }
      inbound {
        push { match { "/0" = present }, each = "/*", fields { content = "/text", time = "/at" } }
        ignore { match { "" = empty } }
      }
      """;

  private final CountingLink link = new CountingLink();
  private final Transcript transcript = new Transcript(PRESET);
  private final ImSession session = transcript.protocol().open(Frames.context().user(7), link);

  private ByteBuf body(String text) {
    return Unpooled.copiedBuffer(transcript.bytes(text));
  }

  @Test
  void a_message_and_its_answer_leave_nothing_behind() throws ProtocolException {
    Chat chat = new Chat(Frames.context());
    ByteBuf good = body("{\"status\":\"success\"}");

    assertThat(
            Allocations.bytesEach(
                TIMES,
                () -> {
                  session.chat(chat.set(7, 8, 3, 4, 5));
                  session.answered(link.tag(), 200, good);
                }))
        .isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(4 * TIMES);
  }

  @Test
  void a_poll_and_what_it_shows_leave_nothing_behind() throws ProtocolException {
    ByteBuf[] answers = {
      body("[{\"text\":\"im1:…\",\"at\":100},{\"text\":\"im1:…\",\"at\":110}]"),
      body("[{\"text\":\"im1:…\",\"at\":150},{\"text\":\"im1:…\",\"at\":160}]")
    };
    int[] turn = {0};

    assertThat(
            Allocations.bytesEach(
                TIMES,
                () -> {
                  session.heartbeat(turn[0]);
                  session.answered(link.tag(), 200, answers[turn[0]++ % 2]);
                }))
        .isLessThan(NOTHING);
    assertThat(link.events()).isGreaterThan(2 * TIMES);
  }
}
