package im.stress.user;

import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;

/**
 * Something that a user does again and again, at due times of its own. A late tick doesn't move the
 * following ones, and none is left out: an open loop, unless the due times are those of a closed
 * one. What is due while the user is offline is counted, and not made up for. Belongs to the user's
 * event loop.
 */
abstract class IntervalLoop extends WheelTimer {
  private final UserLoop loop;
  private final boolean enabled;
  private final DueTimes dueTimes;
  private boolean running;
  private boolean firing;
  private long endNanos = Long.MAX_VALUE;

  /** A loop that doesn't run yet; one that is not enabled never does. */
  IntervalLoop(UserLoop loop, DueTimes dueTimes, boolean enabled) {
    this.loop = loop;
    this.dueTimes = dueTimes;
    this.enabled = enabled;
  }

  /** Does it once; {@code due} is the time at which it should be done. */
  abstract void tick(long due);

  /** What counts the due times that pass while the user is offline. */
  abstract Counter dueOffline();

  /** Nothing is due from this time on, however late the event loop is; the run may end before. */
  final void until(long nanos) {
    endNanos = nanos;
  }

  private long endNanos() {
    return Math.min(endNanos, loop.context.ending.untilNanos());
  }

  /** All is due from the time on at which the user began to connect: it never came online. */
  final void plan(long connectNanos) {
    dueTimes.plan(connectNanos);
  }

  /** Lays down the due times and begins; what was due before the user came online is counted. */
  final void begin(long connectNanos, long onlineNanos, long now) {
    plan(connectNanos);
    passOffline(onlineNanos, loop.measure);
    dueTimes.begin(loop.wheel.ceilToTick(now));
    resume();
  }

  /** Goes on at the next of its due times. */
  final void resume() {
    if (enabled) {
      running = true;
      scheduleUnlessOver();
    }
  }

  /** No tick is due any more, until {@link #resume}. */
  final void stop() {
    running = false;
    loop.wheel.cancel(this);
  }

  /** The user leaves: nothing is due any more. */
  final void finish() {
    stop();
    dueTimes.next = DueTimes.NEVER;
  }

  /** Counts what was due up to now while the user was offline; a second call counts nothing. */
  final void passOffline(long now, LoopMeasure measure) {
    if (enabled) {
      measure.count(dueOffline(), dueTimes.pass(Math.min(now, endNanos())));
    }
  }

  /**
   * What was done last is settled: in a closed loop, the next is done here and now, but with the
   * next tick of the wheel where it was settled while it was done.
   */
  final void settled(long now) {
    if (dueTimes.settled(now) && running && !firing) {
      fire(now, now);
    }
  }

  /** A {@link #tick} did nothing that could be settled: in a closed loop, the next is due then. */
  final void retry(long at) {
    if (dueTimes.settled(at) && running && !firing) {
      scheduleUnlessOver();
    }
  }

  @Override
  final void fire(long due, long now) {
    firing = true;
    try {
      while (running && dueTimes.next <= now && dueTimes.next < endNanos()) {
        long tick = dueTimes.next;
        dueTimes.step();
        tick(tick);
      }
    } finally {
      firing = false;
      if (running) {
        scheduleUnlessOver();
      }
    }
  }

  private void scheduleUnlessOver() {
    if (dueTimes.next < endNanos()) {
      loop.wheel.schedule(this, dueTimes.next);
    }
  }
}
