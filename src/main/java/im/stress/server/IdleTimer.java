package im.stress.server;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tells when nothing came from a client for the idle timeout. One timer that is set again only when
 * it fires, so that a frame costs no more than one assignment. On the connection's event loop.
 */
final class IdleTimer {
  private final EventExecutor loop;
  private final long timeoutNanos;
  private final Stall stall;
  private final Runnable onIdle;
  private long lastReadNanos;
  private Future<?> timer;

  /**
   * Starts at once.
   *
   * @param timeoutNanos 0 = never idle
   * @param onIdle is run once
   */
  IdleTimer(EventExecutor loop, long timeoutNanos, Stall stall, Runnable onIdle) {
    this.loop = loop;
    this.timeoutNanos = timeoutNanos;
    this.stall = stall;
    this.onIdle = onIdle;
    this.lastReadNanos = System.nanoTime();
    if (timeoutNanos > 0) {
      checkIn(timeoutNanos);
    }
  }

  /** Something came, or will count as if it came, at this {@link System#nanoTime()}. */
  void readAt(long nanos) {
    lastReadNanos = nanos;
  }

  /** Ends the watch. */
  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void checkIn(long nanos) {
    timer = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
  }

  /** A standstill of ours is not the client's silence: what it sent may wait unread. */
  private void check() {
    long now = System.nanoTime();
    long stalledNanos = stall.remainingNanos(now);
    long leftNanos = timeoutNanos - (now - lastReadNanos);
    if (stalledNanos > 0) {
      checkIn(stalledNanos + TimeUnit.MILLISECONDS.toNanos(1));
    } else if (leftNanos > 0) {
      checkIn(leftNanos);
    } else {
      onIdle.run();
    }
  }
}
