package im.stress.user;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps all users of the process together below a rate of reconnects. Safe on any thread. */
final class ReconnectGate {
  private final long spacingNanos;
  private final AtomicLong lastNanos = new AtomicLong(Long.MIN_VALUE);

  /** At most this many a second; 0 = no limit. */
  ReconnectGate(int maxPerSecond) {
    this.spacingNanos = maxPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / maxPerSecond;
  }

  /** The first free moment at or after a wish; it is taken with this call. */
  long reserve(long wishNanos) {
    if (spacingNanos == 0) {
      return wishNanos;
    }
    return lastNanos.updateAndGet(
        last -> last == Long.MIN_VALUE ? wishNanos : Math.max(wishNanos, last + spacingNanos));
  }
}
