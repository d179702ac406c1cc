package im.stress.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.IntCountsHistogram;

/**
 * What a reconnect storm looked like. Silent until {@link #begin}. Safe on any thread: one lock is
 * enough for events of connections, which are rare beside messages.
 */
public final class StormMeasure {
  private final Map<Long, Integer> attemptsBySecond = new HashMap<>();
  private final List<Long> backMillis = new ArrayList<>();
  private final IntCountsHistogram loginMicros = new IntCountsHistogram(3);
  private boolean begun;
  private long beginNanos;
  private long beginEpochMillis;
  private int cut;
  private int secondWaveDeaths;

  /** The storm begins, unless it has begun. */
  public synchronized void begin(long nanos, long epochMillis) {
    if (!begun) {
      begun = true;
      beginNanos = nanos;
      beginEpochMillis = epochMillis;
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
      attemptsBySecond.merge((nanos - beginNanos) / 1_000_000_000, 1, Integer::sum);
    }
  }

  /** A user whose connection was cut is online again; the login took this long. */
  public synchronized void back(long nanos, long loginNanos) {
    if (begun) {
      backMillis.add((nanos - beginNanos) / 1_000_000);
      loginMicros.recordValue(Math.max(0, loginNanos / 1_000));
    }
  }

  /** Whether there was a storm. */
  synchronized boolean begun() {
    return begun;
  }

  synchronized long beginEpochMillis() {
    return beginEpochMillis;
  }

  synchronized int cutConnections() {
    return cut;
  }

  synchronized int backUsers() {
    return backMillis.size();
  }

  synchronized int secondWaveDeaths() {
    return secondWaveDeaths;
  }

  synchronized int peakConnectsPerSecond() {
    return attemptsBySecond.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** 99th percentile of the logins of those who came back, in microseconds. */
  synchronized long loginP99Micros() {
    return loginMicros.getValueAtPercentile(99);
  }

  /** Milliseconds until this share of the cut users was back; -1 = it never was. */
  synchronized long millisUntilBack(double percent) {
    int needed = (int) Math.ceil(cut * percent / 100);
    if (needed == 0 || backMillis.size() < needed) {
      return -1;
    }
    return backMillis.stream().sorted().skip(needed - 1L).findFirst().orElseThrow();
  }
}
