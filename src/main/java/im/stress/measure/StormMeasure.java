package im.stress.measure;

import im.stress.model.ShardStorm;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.IntCountsHistogram;

/**
 * What a reconnect storm looked like in this process: times and counts that can be added to those
 * of other processes. Silent until {@link #begin}. Safe on any thread: one lock is enough for
 * events of connections, which are rare beside messages.
 */
public final class StormMeasure {
  /** Seconds in which connections were tried; the peak of a storm comes within its first hour. */
  private static final int MAX_SECONDS = 3_600;

  private final EpochClock clock;
  private final Map<Long, Integer> connectsByEpochSecond = new TreeMap<>();
  private final IntCountsHistogram untilBackMillis = new IntCountsHistogram(3);
  private final IntCountsHistogram loginMicros = new IntCountsHistogram(3);
  private boolean begun;
  private long beginNanos;
  private int cut;
  private int secondWaveDeaths;

  StormMeasure(EpochClock clock) {
    this.clock = clock;
  }

  /** The storm begins, unless it has begun; times are readings of {@link System#nanoTime()}. */
  public synchronized void begin(long nanos) {
    if (!begun) {
      begun = true;
      beginNanos = nanos;
    }
  }

  /** The drill has cut a connection. */
  public synchronized void cut() {
    cut++;
  }

  /** A connection died otherwise. */
  public synchronized void died() {
    if (begun) {
      secondWaveDeaths++;
    }
  }

  /** A connection is tried. */
  public synchronized void connecting(long nanos) {
    if (begun) {
      long second = Math.floorDiv(clock.epochMillis(nanos), 1_000L);
      if (connectsByEpochSecond.size() < MAX_SECONDS || connectsByEpochSecond.containsKey(second)) {
        connectsByEpochSecond.merge(second, 1, Integer::sum);
      }
    }
  }

  /** A user whose connection was cut is online again; the login took this long. */
  public synchronized void back(long nanos, long loginNanos) {
    if (begun) {
      untilBackMillis.recordValue(Math.max(0, (nanos - beginNanos) / 1_000_000));
      loginMicros.recordValue(Math.max(0, loginNanos / 1_000));
    }
  }

  /** What was found so far; empty without a storm. */
  public synchronized Optional<ShardStorm> found() {
    return begun
        ? Optional.of(
            new ShardStorm(
                clock.epochMillis(beginNanos),
                cut,
                untilBackMillis.copy(),
                loginMicros.copy(),
                new TreeMap<>(connectsByEpochSecond),
                secondWaveDeaths,
                null))
        : Optional.empty();
  }
}
