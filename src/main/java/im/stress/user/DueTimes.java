package im.stress.user;

/**
 * When something that a user does again and again is due. In an open loop nothing that happens
 * moves these times, and all are whole milliseconds after the begin, so that a timer meets them
 * exactly. Belongs to the thread of its user.
 */
abstract class DueTimes {
  /** Nothing is due any more. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long TICK_NANOS = TimingWheel.TICK_NANOS;

  /** The next due time, a reading of {@link System#nanoTime()}; or {@link #NEVER}. */
  long next = NEVER;

  /** Due at start + phase + n x interval. */
  static DueTimes uniform(long intervalNanos, long phaseNanos) {
    return new Uniform(intervalNanos, phaseNanos);
  }

  /**
   * Gaps of an exponential distribution, so that the number of due times in any second has a
   * Poisson distribution: what many users who know nothing of each other make together.
   *
   * @param intervalNanos mean of the gaps
   * @param seed start of the random numbers
   */
  static DueTimes poisson(long intervalNanos, long seed) {
    return new Poisson(intervalNanos, seed);
  }

  /**
   * A closed loop: due at the start, and from then on when the last one is settled. Nothing is due
   * while the user is offline.
   */
  static DueTimes closed() {
    return new Closed();
  }

  /**
   * What was done last is settled, at this time or later. Whether the next is due because of that:
   * only in a closed loop.
   */
  boolean settled(long at) {
    return false;
  }

  /** The user begins to connect. */
  abstract void plan(long now);

  /** Lays down the due times from here on. */
  abstract void begin(long start);

  /** Goes on to the following due time. */
  abstract void step();

  /** Steps over all due times before {@code end}; returns how many these were. */
  abstract long pass(long end);

  private static final class Uniform extends DueTimes {
    private final long intervalNanos;
    private final long phaseNanos;

    Uniform(long intervalNanos, long phaseNanos) {
      this.intervalNanos = intervalNanos;
      this.phaseNanos = phaseNanos;
    }

    /** Each whole interval has one due time. */
    @Override
    void plan(long now) {
      next = now + intervalNanos;
    }

    @Override
    void begin(long start) {
      next = start + phaseNanos;
    }

    @Override
    void step() {
      next += intervalNanos;
    }

    @Override
    long pass(long end) {
      if (next >= end) {
        return 0;
      }
      long passed = (end - next + intervalNanos - 1) / intervalNanos;
      next += passed * intervalNanos;
      return passed;
    }
  }

  private static final class Closed extends DueTimes {
    @Override
    boolean settled(long at) {
      next = at;
      return true;
    }

    @Override
    void plan(long now) {
      next = NEVER;
    }

    @Override
    void begin(long start) {
      next = start;
    }

    @Override
    void step() {
      next = NEVER;
    }

    @Override
    long pass(long end) {
      return 0;
    }
  }

  private static final class Poisson extends DueTimes {
    private final long intervalNanos;
    private long random;
    private long start;
    private double sinceStart;

    Poisson(long intervalNanos, long seed) {
      this.intervalNanos = intervalNanos;
      this.random = seed;
    }

    @Override
    void plan(long now) {
      begin(now);
    }

    @Override
    void begin(long from) {
      start = from;
      sinceStart = 0;
      step();
    }

    /** Times are added up exactly and cut afterwards, so that their mean stays the interval. */
    @Override
    void step() {
      // 53 random bits, as many as a double holds: from 0 to less than 1.
      double uniform = (Phases.mix(random++) >>> 11) * 0x1p-53;
      sinceStart -= Math.log1p(-uniform) * intervalNanos;
      long ticks = (long) (sinceStart / TICK_NANOS);
      next = start + ticks * TICK_NANOS;
    }

    @Override
    long pass(long end) {
      long passed = 0;
      while (next < end) {
        step();
        passed++;
      }
      return passed;
    }
  }
}
