package im.stress.user;

/**
 * Something to be done at a time, made once and scheduled many times, so that a loop of one user
 * costs no allocation. Belongs to one {@link TimingWheel} and its thread, and is kept as long as
 * the wheel.
 */
abstract class WheelTimer {
  long dueNanos;

  /** Its number in {@link TimerLists}; 0 = it never waited. */
  int number;

  boolean waits;

  /** Whether it waits in a wheel. */
  final boolean scheduled() {
    return waits;
  }

  /**
   * It is due. May schedule itself again.
   *
   * @param due when it should have been called, {@link System#nanoTime()}
   * @param now when it is called
   */
  abstract void fire(long due, long now);
}
