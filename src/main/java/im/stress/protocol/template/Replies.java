package im.stress.protocol.template;

/**
 * Counts the answers of one connection, to notice when tool and server answer each other without
 * end. Not thread-safe.
 */
final class Replies {
  /**
   * No server asks one connection for more: the shortest interval of those that ship is ten
   * seconds. Two programs that answer each other on one machine do it over 1,000 times a second.
   */
  private static final int MOST_PER_SECOND = 100;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private long since;
  private int count;

  /** Counts one; whether there were too many within a second. */
  boolean isLoop(long now) {
    if (count == 0 || now - since > SECOND_NANOS) {
      since = now;
      count = 0;
    }
    return ++count > MOST_PER_SECOND;
  }
}
