package im.stress.user;

/**
 * Something to be done at a time, made once and scheduled many times, so that a loop of one user
 * costs no allocation. Belongs to one {@link TimingWheel} and its thread.
 */
abstract class WheelTimer {
  long dueNanos;
  WheelTimer previous;
  WheelTimer next;

  /** Whether it waits in a wheel. */
  final boolean scheduled() {
    return next != null;
  }

  /**
   * It is due. May schedule itself again.
   *
   * @param due when it should have been called, {@link System#nanoTime()}
   * @param now when it is called
   */
  abstract void fire(long due, long now);
}
