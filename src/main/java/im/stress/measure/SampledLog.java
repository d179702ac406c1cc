package im.stress.measure;

import im.stress.model.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Passes on all operations, and when they are too many, one in 2, 4, 8 … of each kind, answered and
 * failed ones alike: shares and percentiles stay what they are, but for the noise of samples.
 * Connections lost are always passed on. Counts with atomics; safe on any thread.
 *
 * <p>How many there may be grows evenly over the planned time, so that a long run ends within the
 * limit whatever its rate is, which nobody knows before: a closed loop is as fast as its server.
 */
public final class SampledLog implements OperationLog {
  /**
   * Of the limit, what may be passed on before its time, and again after each step: a burst of
   * logins is no reason to thin out all that follows. Twenty steps, more than any rate asks for,
   * pass the limit by a fifth.
   */
  private static final double AHEAD = 0.01;

  /** One in a million: beyond it counters would overflow before anything else. */
  private static final int MOST_ONE_IN = 1 << 20;

  private static final double NANOS = 1e9;

  private final OperationLog to;
  private final Sampling sampling;

  private SampledLog(OperationLog to, Sampling sampling) {
    this.to = to;
    this.sampling = sampling;
  }

  /**
   * A limit for a run.
   *
   * @param most operations to pass on; 0 = all
   * @param plannedSeconds how long the run takes
   * @param nanoTime the clock
   * @param onThinner told of each step: from now on one in so many. On the thread that logs
   */
  public static OperationLog limited(
      OperationLog to,
      long most,
      long plannedSeconds,
      LongSupplier nanoTime,
      IntConsumer onThinner) {
    return most == 0
        ? to
        : new SampledLog(
            to, new Sampling(most, (double) most / plannedSeconds, nanoTime, onThinner));
  }

  @Override
  public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {
    if (sampling.takes(operation)) {
      to.answered(operation, startEpochMillis, endEpochMillis);
    }
  }

  @Override
  public void failed(Metric operation, long startEpochMillis, long endEpochMillis, String reason) {
    if (sampling.takes(operation)) {
      to.failed(operation, startEpochMillis, endEpochMillis, reason);
    }
  }

  @Override
  public OperationLog ofPopulation(String name) {
    return new SampledLog(to.ofPopulation(name), sampling);
  }

  @Override
  public void connectionLost(String phase, String cause) {
    to.connectionLost(phase, cause);
  }

  /** Which operations are passed on, over all populations. */
  private static final class Sampling {
    private final double ahead;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final IntConsumer onThinner;
    private final long startNanos;
    private final Map<Metric, AtomicLong> seen = new EnumMap<>(Metric.class);
    private final AtomicLong taken = new AtomicLong();
    private volatile double allowedAhead;
    private volatile int oneIn = 1;

    Sampling(long most, double perSecond, LongSupplier nanoTime, IntConsumer onThinner) {
      this.ahead = AHEAD * most;
      this.allowedAhead = ahead;
      this.perSecond = perSecond;
      this.nanoTime = nanoTime;
      this.onThinner = onThinner;
      this.startNanos = nanoTime.getAsLong();
      for (Metric metric : Metric.values()) {
        seen.put(metric, new AtomicLong());
      }
    }

    boolean takes(Metric operation) {
      if ((mixed(seen.get(operation).getAndIncrement()) & (oneIn - 1)) != 0) {
        return false;
      }
      if (taken.incrementAndGet() > allowed()) {
        thinOut();
      }
      return true;
    }

    /**
     * Scatters a count over all numbers (the last steps of SplitMix64, G. Steele and others, 2014).
     * Every 16th would be the same users again and again, where users write in turn.
     */
    private static long mixed(long count) {
      long z = count;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      return z ^ (z >>> 31);
    }

    private double allowed() {
      double seconds = (nanoTime.getAsLong() - startNanos) / NANOS;
      return perSecond * seconds + allowedAhead;
    }

    private synchronized void thinOut() {
      if (taken.get() > allowed() && oneIn < MOST_ONE_IN) {
        oneIn = 2 * oneIn;
        allowedAhead = allowedAhead + ahead;
        onThinner.accept(oneIn);
      }
    }
  }
}
