package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.measure.StandstillLog;
import im.stress.model.Cause;
import java.util.EnumSet;
import java.util.Set;

/**
 * Notices when an event loop stood still, so that what it missed meanwhile is not told as the
 * server's fault. Belongs to the thread of that event loop.
 */
final class LoopWatch {
  private static final Set<Cause> TIMEOUTS =
      EnumSet.of(
          Cause.CONNECT_TIMEOUT,
          Cause.HANDSHAKE_TIMEOUT,
          Cause.LOGIN_TIMEOUT,
          Cause.REQUEST_TIMEOUT);

  private final long limitNanos;
  private final StandstillLog log;
  private long lastSeenNanos;
  private long lastEndNanos = Long.MIN_VALUE;

  /**
   * Watches from now on.
   *
   * @param limitNanos what is longer than this is a standstill
   * @param now a reading of {@link System#nanoTime()}, as everywhere here
   */
  LoopWatch(long limitNanos, StandstillLog log, long now) {
    this.limitNanos = limitNanos;
    this.log = log;
    this.lastSeenNanos = now;
  }

  /**
   * The loop runs. To be called much more often than the limit is long, and before the loop looks
   * for what has expired.
   *
   * @return {@code now}
   */
  long running(long now) {
    if (now - lastSeenNanos > limitNanos) {
      log.add(lastSeenNanos, now);
      lastEndNanos = now;
    }
    lastSeenNanos = Math.max(lastSeenNanos, now);
    return now;
  }

  /**
   * How a connection ended. A wait that lasted too long is not the server's fault where the loop
   * stood still meanwhile.
   */
  ConnectionEnd judged(ConnectionEnd end, long waitingSince, long now) {
    boolean timeout = TIMEOUTS.stream().anyMatch(cause -> cause.matches(end.cause()));
    return timeout && stoodStill(waitingSince, now)
        ? ConnectionEnd.of(
            Cause.CLIENT_STANDSTILL, end.detail() + ", but the load generator stood still")
        : end;
  }

  /** Whether the loop stood still at some time between {@code since} and {@code now}. */
  boolean stoodStill(long since, long now) {
    running(now);
    return since < lastEndNanos;
  }
}
