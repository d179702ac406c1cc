package im.stress.user;

import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import java.time.Duration;

/**
 * Something that a user does again and again, each time due at start + phase + n x interval. A late
 * tick doesn't move the following ones, and none is left out: an open loop. What is due while the
 * user is offline is counted, and not made up for. Belongs to the user's event loop.
 */
abstract class IntervalLoop extends WheelTimer {
  private final Population population;
  private final UserLoop loop;
  private final long intervalNanos;
  private final long phaseNanos;
  private final boolean enabled;
  private long nextDueNanos = Long.MAX_VALUE;
  private boolean running;

  /**
   * A loop that doesn't run yet.
   *
   * @param salt tells the loops of one user apart
   */
  IntervalLoop(
      Population population,
      UserLoop loop,
      int user,
      int salt,
      Duration interval,
      boolean enabled) {
    this.population = population;
    this.loop = loop;
    this.intervalNanos = interval.toNanos();
    this.enabled = enabled;
    long seed = population.settings().run().seed();
    this.phaseNanos = enabled ? Phases.phaseNanos(seed, user, salt, intervalNanos) : 0;
  }

  /** Does it once; {@code due} is the time at which it should be done. */
  abstract void tick(long due);

  /** What counts the due times that pass while the user is offline. */
  abstract Counter dueOffline();

  /** The user begins to connect: until it is online, each whole interval has one due time. */
  final void plan(long now) {
    nextDueNanos = now + intervalNanos;
  }

  /** Lays down the due times and begins. */
  final void start(long now) {
    nextDueNanos = loop.wheel.ceilToTick(now) + phaseNanos;
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

  /** The user has come to the end of its stay, online: nothing is due any more. */
  final void finish() {
    stop();
    nextDueNanos = Long.MAX_VALUE;
  }

  /** Counts what was due up to now while the user was offline; a second call counts nothing. */
  final void passOffline(long now, LoopMeasure measure) {
    long end = Math.min(now, population.untilNanos());
    if (enabled && nextDueNanos < end) {
      long passed = (end - nextDueNanos + intervalNanos - 1) / intervalNanos;
      measure.count(dueOffline(), passed);
      nextDueNanos += passed * intervalNanos;
    }
  }

  @Override
  final void fire(long due, long now) {
    try {
      while (running && nextDueNanos <= now && nextDueNanos < population.untilNanos()) {
        long tick = nextDueNanos;
        nextDueNanos += intervalNanos;
        tick(tick);
      }
    } finally {
      if (running) {
        scheduleUnlessOver();
      }
    }
  }

  private void scheduleUnlessOver() {
    if (nextDueNanos < population.untilNanos()) {
      loop.wheel.schedule(this, nextDueNanos);
    }
  }
}
