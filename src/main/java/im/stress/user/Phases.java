package im.stress.user;

/**
 * Spreads the loops of the users over their interval, so that they don't march in step.
 * Deterministic from the seed.
 */
final class Phases {
  private Phases() {}

  /**
   * When, within its interval, a loop of a user begins: a whole number of milliseconds, in
   * nanoseconds, from 0 to less than the interval.
   *
   * @param loop tells the loops of one user apart
   */
  static long phaseNanos(long seed, int user, int loop, long intervalNanos) {
    long intervalMillis = Math.max(1, intervalNanos / 1_000_000);
    return Math.floorMod(startOf(seed, user, loop), intervalMillis) * 1_000_000;
  }

  /** Start of the random numbers of a loop of a user. */
  static long startOf(long seed, int user, int loop) {
    return mix(seed * 31 + user * 2L + loop);
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom numbers, 2014).
   */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
