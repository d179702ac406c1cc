package im.stress.server;

import java.util.SplittableRandom;

/**
 * The random choices of one user. They follow from the seed, the user's id and the number of
 * messages before, so that the threads' timing doesn't change the fate of a message. Used by one
 * thread at a time.
 */
final class Chance {
  /** A prime near 2^32, so that seeds 1, 2, 3 don't share their users' numbers. */
  private static final long SEED_STEP = 4294967291L;

  private final Faults faults;
  private final SplittableRandom random;

  /** Chance of the one with this name. */
  Chance(Faults faults, long seed, String name) {
    this.faults = faults;
    this.random = new SplittableRandom(seed * SEED_STEP + name.hashCode());
  }

  /** Whether a fault strikes this time. Draws nothing for one that was not asked for. */
  boolean strikes(Fault fault) {
    double chance = faults.chance(fault);
    return chance > 0 && random.nextDouble() < chance;
  }

  /** The fate of the next push: drop, misroute, duplicate, reorder; the first that strikes. */
  Fate nextFate() {
    if (strikes(Fault.DROP_PUSH)) {
      return Fate.DROP;
    }
    if (strikes(Fault.MISROUTE_PUSH)) {
      return Fate.MISROUTE;
    }
    if (strikes(Fault.DUPLICATE_PUSH)) {
      return Fate.DUPLICATE;
    }
    return strikes(Fault.REORDER_PUSH) ? Fate.REORDER : Fate.PLAIN;
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }
}
