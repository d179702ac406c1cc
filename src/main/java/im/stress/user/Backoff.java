package im.stress.user;

import im.stress.config.ReconnectSettings;

/** How long a user waits before it comes back. */
final class Backoff {
  private Backoff() {}

  /**
   * The wait before an attempt, in nanoseconds.
   *
   * <p>"Full jitter": any time from 0 to the bound with the same chance (Brooker: Exponential
   * Backoff And Jitter, AWS Architecture Blog, 2015).
   *
   * @param attempt 0 = the first after a loss
   * @param random any 64 random bits
   */
  static long nanos(ReconnectSettings settings, int attempt, long random) {
    long delay = settings.delay().toNanos();
    if (settings.policy() == ReconnectSettings.Policy.FIXED) {
      return delay;
    }
    // 2^20 times any delay is past any sensible bound; a larger shift could overflow.
    double bound =
        Math.min(
            (double) settings.maxDelay().toNanos(), delay * (double) (1L << Math.min(attempt, 20)));
    return Math.floorMod(random, Math.max(1, (long) bound));
  }
}
