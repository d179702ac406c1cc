package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The counters and histograms of one event loop, for the users of one population. Written by that
 * loop's thread only, without locks; read by the recorder thread.
 */
public final class LoopMeasure {
  /** Three digits: at most 0.1 % of error, as HdrHistogram's own examples use. */
  public static final int SIGNIFICANT_DIGITS = 3;

  private final AtomicLongArray counters = new AtomicLongArray(Counter.values().length);
  private final Map<Metric, SingleWriterRecorder> recorders = new EnumMap<>(Metric.class);
  private final Map<Metric, Histogram> intervals = new EnumMap<>(Metric.class);
  private final EpochClock clock;
  private final OperationLog log;
  private final LoopPresence presence;
  private final int population;
  private final LoopMeasure[] populations;

  /**
   * The part of one population.
   *
   * @param population its number
   * @param populations the parts of all populations of this loop, by number; filled by whoever
   *     makes them
   */
  LoopMeasure(
      EpochClock clock,
      OperationLog log,
      LoopPresence presence,
      int population,
      LoopMeasure[] populations) {
    this.population = population;
    this.populations = populations;
    this.clock = clock;
    this.log = log;
    this.presence = presence;
    for (Metric metric : Metric.values()) {
      recorders.put(metric, new SingleWriterRecorder(SIGNIFICANT_DIGITS));
    }
  }

  /** The number of the population whose users this is for. */
  public int population() {
    return population;
  }

  /** How many populations there are; 1 or more. */
  public int populations() {
    return populations.length;
  }

  /** The same loop's part of the population with this number. */
  public LoopMeasure ofPopulation(int number) {
    return populations[number];
  }

  /** When the users of this loop come and go. */
  public LoopPresence presence() {
    return presence;
  }

  /** Adds one. */
  public void count(Counter counter) {
    count(counter, 1);
  }

  /** Adds {@code amount}, 0 or more. */
  public void count(Counter counter, long amount) {
    int index = indexOf(counter);
    counters.lazySet(index, counters.getPlain(index) + amount);
  }

  /** The count so far; exact on the loop's own thread, recent on any other. */
  public long get(Counter counter) {
    return counters.getOpaque(indexOf(counter));
  }

  /** Records the time between two readings of {@link System#nanoTime()}; none is negative. */
  public void record(Metric metric, long startNanos, long endNanos) {
    recorders.get(metric).recordValue(Math.max(0, endNanos - startNanos) / 1_000);
  }

  /** An operation was answered in time: into the histogram and into Gatling's log. */
  public void answered(Metric operation, long startNanos, long endNanos) {
    record(operation, startNanos, endNanos);
    log.answered(operation, clock.epochMillis(startNanos), clock.epochMillis(endNanos));
  }

  /** An operation failed: into Gatling's log; a latency that never was is no figure. */
  public void failed(Metric operation, long startNanos, long endNanos, String reason) {
    log.failed(operation, clock.epochMillis(startNanos), clock.epochMillis(endNanos), reason);
  }

  /** A connection was lost: into Gatling's log, once. */
  public void connectionLost(String phase, String cause) {
    log.connectionLost(phase, cause);
  }

  @SuppressWarnings("EnumOrdinal") // an array index within this process, on the hot path
  private static int indexOf(Counter counter) {
    return counter.ordinal();
  }

  /** What was recorded since the last call; valid until the next one. Recorder thread only. */
  Histogram interval(Metric metric) {
    Histogram interval = recorders.get(metric).getIntervalHistogram(intervals.get(metric));
    intervals.put(metric, interval);
    return interval;
  }
}
