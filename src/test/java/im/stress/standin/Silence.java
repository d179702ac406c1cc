package im.stress.standin;

import java.util.concurrent.TimeUnit;

/** Ends a connection on which nothing came for too long. */
final class Silence {
  private final Wire wire;
  private final long limitNanos;
  private final Runnable end;
  private long heardNanos = System.nanoTime();

  /** Does {@code end} once nothing was heard for so many milliseconds. */
  Silence(Wire wire, long limitMillis, Runnable end) {
    this.wire = wire;
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    this.end = end;
  }

  /** From now on, until the connection ends. */
  void watch() {
    long leftNanos = limitNanos - (System.nanoTime() - heardNanos);
    if (leftNanos <= 0) {
      end.run();
    } else {
      wire.after(TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1, this::watch);
    }
  }

  /** Something came. */
  void heard() {
    heardNanos = System.nanoTime();
  }
}
