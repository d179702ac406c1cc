package im.stress.user;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps all users of the process together below a rate of reconnects. Safe on any thread: one lock
 * is enough, since reconnects are rare beside messages.
 */
final class ReconnectGate {
  private final long spacingNanos;

  /**
   * Times that are too close to a moment taken: start to end, both excluded. No two overlap, so
   * that there is at most one entry for each user who waits.
   */
  private final TreeMap<Long, Long> closed = new TreeMap<>();

  /** At most this many a second; 0 = no limit. */
  ReconnectGate(int maxPerSecond) {
    this.spacingNanos = maxPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / maxPerSecond;
  }

  /**
   * The first free moment at or after a wish; it is taken with this call.
   *
   * @param now no wish is earlier than this from now on
   */
  synchronized long reserve(long wishNanos, long now) {
    if (spacingNanos == 0) {
      return wishNanos;
    }
    forget(now);
    Map.Entry<Long, Long> before = closed.lowerEntry(wishNanos);
    long moment = before == null ? wishNanos : Math.max(wishNanos, before.getValue());
    close(moment - spacingNanos, moment + spacingNanos);
    return moment;
  }

  private void forget(long now) {
    while (!closed.isEmpty() && closed.firstEntry().getValue() <= now) {
      closed.pollFirstEntry();
    }
  }

  private void close(long from, long to) {
    long start = from;
    long end = to;
    Map.Entry<Long, Long> overlapping = closed.lowerEntry(to);
    while (overlapping != null && overlapping.getValue() > from) {
      start = Math.min(start, overlapping.getKey());
      end = Math.max(end, overlapping.getValue());
      closed.remove(overlapping.getKey());
      overlapping = closed.lowerEntry(to);
    }
    closed.put(start, end);
  }

  /** Entries that are kept, for tests of the bound. */
  synchronized int kept() {
    return closed.size();
  }
}
