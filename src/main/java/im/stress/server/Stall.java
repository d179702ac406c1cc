package im.stress.server;

/**
 * When the server stands still: for the last {@code lengthNanos} of each period, counted from the
 * start of the server, so that a run begins with a server that works. Immutable, thread-safe.
 *
 * @param lengthNanos length of one standstill; 0 = never
 * @param periodNanos time from the start of one period to that of the next
 * @param startNanos {@link System#nanoTime()} at which the first period began
 */
record Stall(long lengthNanos, long periodNanos, long startNanos) {

  /**
   * How long the standstill in which {@code nowNanos} lies will last from then on; 0 outside of
   * one.
   */
  long remainingNanos(long nowNanos) {
    if (lengthNanos == 0) {
      return 0;
    }
    long untilNextPeriod = periodNanos - Math.floorMod(nowNanos - startNanos, periodNanos);
    return untilNextPeriod <= lengthNanos ? untilNextPeriod : 0;
  }
}
