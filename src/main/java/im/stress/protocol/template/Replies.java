package im.stress.protocol.template;

import im.stress.protocol.Marker;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.InboundMessage;
import java.util.concurrent.TimeUnit;

/**
 * Counts the answers of one connection, to notice when tool and server answer each other without
 * end. Not thread-safe.
 */
final class Replies {
  /**
   * Within a second. No server asks one connection for more: the shortest interval of those that
   * ship is ten seconds. Two programs that answer each other on one machine do it over 1,000 times
   * a second.
   */
  private static final int MOST_ASKED = 100;

  /**
   * Within a minute. A server may push at once all that people wrote to a user in months; two
   * programs that answer each other reach this number in seconds.
   */
  private static final int MOST_WRITTEN = 10_000;

  /** Null before the first of its kind: most users answer nothing. */
  private Window asked;

  private Window written;

  /**
   * Counts the answer to a message. A push with a marker doesn't count: of those there are as many
   * as users write.
   *
   * @param found what the message is
   * @return what goes on without end; null = nothing does
   */
  String loop(InboundMatcher found, InboundMessage message) throws ProtocolException {
    if (!found.kind().isPush()) {
      asked = asked == null ? new Window() : asked;
      return asked.holds(MOST_ASKED, 1)
          ? null
          : "a loop of replies: over 100 answers to " + found.key() + " within a second";
    }
    if (Marker.isAt(found.value(message, Field.CONTENT))) {
      return null;
    }
    written = written == null ? new Window() : written;
    return written.holds(MOST_WRITTEN, 60)
        ? null
        : "a loop of replies: over 10,000 answers within a minute to messages of %s that no user of the tool wrote"
            .formatted(found.key());
  }

  private static final class Window {
    private long since;
    private int count;

    /** Counts one; false = there were more than this within these seconds. */
    boolean holds(int most, int seconds) {
      long now = System.nanoTime();
      if (count == 0 || now - since > TimeUnit.SECONDS.toNanos(seconds)) {
        since = now;
        count = 0;
      }
      return ++count <= most;
    }
  }
}
