package im.stress.measure;

/**
 * When the users of one event loop came and went. Written by that loop's thread only, without
 * locks; read by the recorder thread. Times are readings of {@link System#nanoTime()}.
 */
public final class LoopPresence {
  private final Presence process;
  private volatile int begun;
  private volatile UserTime planned = UserTime.NONE;
  private volatile UserTime online = UserTime.NONE;

  LoopPresence(Presence process) {
    this.process = process;
  }

  /** A user begins to connect, for the first time: from now on it should be online. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  public void began(long nanos) {
    planned = planned.plusOne(process.microsWithinRun(nanos));
    begun++;
  }

  /** A user is logged in. */
  public void cameOnline(long nanos) {
    process.addOnline(1);
    if (process.isRunning(nanos)) {
      online = online.plusOne(process.micros(nanos));
    }
  }

  /** A user who was online has lost the connection. */
  public void lost(long nanos) {
    process.addOnline(-1);
    if (process.isRunning(nanos)) {
      online = online.minusOne(process.micros(nanos));
    }
  }

  /** A user who was online leaves in order: from now on it should not be online any more. */
  public void left(long nanos) {
    lost(nanos);
    plannedToLeave(nanos);
  }

  /** From now on a user should not be online any more, whether it was or not. */
  public void plannedToLeave(long nanos) {
    if (process.isRunning(nanos)) {
      planned = planned.minusOne(process.micros(nanos));
    }
  }

  int begun() {
    return begun;
  }

  UserTime planned() {
    return planned;
  }

  UserTime online() {
    return online;
  }
}
