package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Cause;

/**
 * The one timer that finds everything a user has waited for in vain: login, acks, heartbeats.
 * Belongs to the user's event loop.
 */
final class Deadlines extends WheelTimer {
  private final UserLoop loop;
  private final ImUser user;
  private final Loops loops;

  Deadlines(UserLoop loop, ImUser user, Loops loops) {
    this.loop = loop;
    this.user = user;
    this.loops = loops;
  }

  /** Sees to it that the timer fires at this time or earlier. */
  void arm(long deadlineNanos) {
    if (!scheduled() || deadlineNanos < dueNanos) {
      loop.wheel.schedule(this, deadlineNanos);
    }
  }

  @Override
  void fire(long due, long now) {
    if (user.link().loginDeadlineNanos() <= now) {
      user.link().cut(ConnectionEnd.of(Cause.LOGIN_TIMEOUT, "no answer to the login in time"));
      return;
    }
    loops.expire(now);
    long next = Math.min(user.link().loginDeadlineNanos(), loops.nextDeadlineNanos());
    if (next != Long.MAX_VALUE) {
      arm(next);
    }
  }
}
