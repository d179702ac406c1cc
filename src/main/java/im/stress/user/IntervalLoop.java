package im.stress.user;

import java.time.Duration;

/**
 * Something that a user does again and again, each time due at start + phase + n x interval. A late
 * tick doesn't move the following ones, and none is left out: an open loop. Belongs to the user's
 * event loop.
 */
abstract class IntervalLoop extends WheelTimer {
  private final Population population;
  private final UserLoop loop;
  private final long intervalNanos;
  private final long phaseNanos;
  private final boolean enabled;
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

  /** Lays down the due times and begins. */
  final void start(long now) {
    dueNanos = loop.wheel.ceilToTick(now) + phaseNanos;
    resume(now);
  }

  /** Goes on at the next of its due times; those that passed meanwhile are not made up for. */
  final void resume(long now) {
    if (enabled) {
      running = true;
      long passed = Math.max(0, (now - dueNanos + intervalNanos - 1) / intervalNanos);
      scheduleUnlessOver(dueNanos + passed * intervalNanos);
    }
  }

  /** No tick is due any more, until {@link #resume}. */
  final void stop() {
    running = false;
    loop.wheel.cancel(this);
  }

  @Override
  final void fire(long due, long now) {
    long next = due;
    try {
      while (running && next <= now && next < population.untilNanos()) {
        long tick = next;
        next += intervalNanos;
        tick(tick);
      }
    } finally {
      if (running) {
        scheduleUnlessOver(next);
      }
    }
  }

  private void scheduleUnlessOver(long due) {
    dueNanos = due;
    if (due < population.untilNanos()) {
      loop.wheel.schedule(this, due);
    }
  }
}
