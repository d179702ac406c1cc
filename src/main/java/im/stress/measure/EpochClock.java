package im.stress.measure;

/**
 * Ties the monotonic clock of this process to the wall clock, once: later corrections of the wall
 * clock don't show in latencies. Immutable, safe on any thread.
 *
 * @param originNanos a reading of {@link System#nanoTime()}
 * @param originEpochMicros the wall clock at that moment, microseconds since the epoch
 */
public record EpochClock(long originNanos, long originEpochMicros) {

  /** A clock that starts now. */
  public static EpochClock startingNow() {
    return new EpochClock(System.nanoTime(), System.currentTimeMillis() * 1_000);
  }

  /** Milliseconds since the epoch, now; never steps back. */
  public long epochMillis() {
    return epochMillis(System.nanoTime());
  }

  /** Microseconds since the epoch at a reading of {@link System#nanoTime()}. */
  public long epochMicros(long nanos) {
    return originEpochMicros + Math.floorDiv(nanos - originNanos, 1_000L);
  }

  /** Milliseconds since the epoch at a reading of {@link System#nanoTime()}. */
  public long epochMillis(long nanos) {
    return Math.floorDiv(epochMicros(nanos), 1_000L);
  }

  /**
   * The reading of {@link System#nanoTime()} at a time of the wall clock; may overflow, harmlessly.
   */
  public long nanos(long epochMicros) {
    return originNanos + (epochMicros - originEpochMicros) * 1_000;
  }
}
