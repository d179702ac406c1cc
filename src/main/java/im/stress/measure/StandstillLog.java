package im.stress.measure;

import im.stress.model.Standstills;
import im.stress.model.Standstills.Standstill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When this process stood still for longer than its timeouts can bear. Safe on any thread:
 * standstills are rare, so one lock is enough.
 */
public final class StandstillLog {
  /** Enough to see whether they come at regular times; all of them are counted. */
  static final int MAX_RECORDS = 100;

  private final EpochClock clock;
  private final List<Standstill> first = new ArrayList<>();
  private Standstill longest;
  private long count;
  private long lastEndNanos;

  /** There was none yet; the clock turns readings into times. */
  public StandstillLog(EpochClock clock) {
    this.clock = clock;
  }

  /**
   * An event loop did not run between two readings of {@link System#nanoTime()}. All loops tell of
   * a standstill of the whole process: times that overlap are one, as long as the longest of them.
   */
  public synchronized void add(long startNanos, long endNanos) {
    Standstill told =
        new Standstill(
            clock.epochMillis(startNanos), TimeUnit.NANOSECONDS.toMillis(endNanos - startNanos));
    if (count == 0 || startNanos >= lastEndNanos) {
      count++;
      lastEndNanos = endNanos;
      if (first.size() < MAX_RECORDS) {
        first.add(told);
      }
    } else {
      lastEndNanos = Math.max(lastEndNanos, endNanos);
      if (first.size() == count) {
        first.set(first.size() - 1, longer(first.get(first.size() - 1), told));
      }
    }
    longest = longest == null ? told : longer(longest, told);
  }

  private static Standstill longer(Standstill a, Standstill b) {
    return b.millis() > a.millis() ? b : a;
  }

  /** Those so far; empty when there was none. */
  public synchronized Optional<Standstills> found() {
    return Optional.ofNullable(longest)
        .map(found -> new Standstills(count, found, List.copyOf(first)));
  }
}
