package im.stress.conformance;

import com.sun.management.ThreadMXBean;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of new objects for each message in the steady state.
 *
 * @param chat for each chat that is sent
 * @param ack for each chat whose answer is read
 * @param push for each message from somebody else that is read
 */
public record Costs(double chat, double ack, double push) {
  private static final int TIMES = 10_000;

  /** The JVM compiles meanwhile: the best of them is the steady state. */
  private static final int MOST_ROUNDS = 8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Measures a protocol for a user with this index. */
  static Costs of(Subject subject, int user) {
    return new Measure(subject, user).costs();
  }

  /** Throws an {@link AssertionError} when one of them is more than this. */
  public void requireAtMost(double allowed) {
    if (Math.max(chat, Math.max(ack, push)) > allowed) {
      throw new AssertionError(
          "expected at most %.1f bytes of new objects for each message, got %s"
              .formatted(allowed, this));
    }
  }

  @Override
  public String toString() {
    return "%.1f for a chat, %.1f for its ack, %.1f for a push".formatted(chat, ack, push);
  }

  /** One session, whose link lends the same buffer each time. */
  private static final class Measure {
    private final Story story;
    private final ImSession session;
    private final Chat chat;
    private final int index;
    private final byte[] ack;
    private final byte[] push;

    Measure(Subject subject, int user) {
      index = user;
      List<byte[]> said = new ArrayList<>();
      story = new Story(subject.keeping(said), subject.protocol(), user, 0, Cut.NOWHERE);
      story.login();
      said.clear();
      story.chats();
      ack = said.isEmpty() ? null : said.get(0);
      said.clear();
      story.pushes();
      push = story.writes() ? said.get(said.size() - 1) : null;
      session = story.dialogue.steadySession();
      chat = new Chat(subject.context());
    }

    Costs costs() {
      Costs best = new Costs(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
      for (int round = 0; round < MOST_ROUNDS; round++) {
        best =
            new Costs(
                Math.min(best.chat, story.writes() ? bytesEach(this::sendChat) : 0),
                Math.min(best.ack, readEach(ack)),
                Math.min(best.push, readEach(push)));
      }
      return best;
    }

    private void sendChat() {
      session.chat(chat.set(index, index + 1, 0, 0, 0));
    }

    private double readEach(byte[] message) {
      if (message == null) {
        return 0;
      }
      ByteBuf shown = Unpooled.wrappedBuffer(message);
      return bytesEach(() -> session.frame(shown));
    }

    private double bytesEach(ShownMessages.Call call) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        for (int i = 0; i < TIMES; i++) {
          call.run();
        }
      } catch (ProtocolException e) {
        throw new AssertionError("expected the same message to be read again, got " + e, e);
      }
      return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }
  }
}
