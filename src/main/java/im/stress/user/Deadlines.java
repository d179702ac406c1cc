package im.stress.user;

import java.util.function.LongUnaryOperator;

/**
 * The one timer that finds everything a user has waited for in vain: login, acks, heartbeats.
 * Belongs to the user's event loop.
 */
final class Deadlines extends WheelTimer {
  private final TimingWheel wheel;
  private final LongUnaryOperator expiry;

  /**
   * A timer that is not set.
   *
   * @param expiry told the time, gives up what was not answered by then, and tells when the next
   *     answer is too late; {@link Long#MAX_VALUE} = none is waited for
   */
  Deadlines(TimingWheel wheel, LongUnaryOperator expiry) {
    this.wheel = wheel;
    this.expiry = expiry;
  }

  /** Sees to it that the timer fires at this time or earlier. */
  void arm(long deadlineNanos) {
    if (!scheduled() || deadlineNanos < dueNanos) {
      wheel.schedule(this, deadlineNanos);
    }
  }

  @Override
  void fire(long due, long now) {
    long next = expiry.applyAsLong(now);
    if (next != Long.MAX_VALUE) {
      arm(next);
    }
  }
}
