package im.stress.standin;

/** Heartbeats of the server on one connection: when to ask, and whether the answer came. */
final class Pulse {
  private final Wire wire;
  private final Heartbeat heartbeat;
  private final Runnable question;
  private final Runnable late;
  private long asked;
  private long answered;

  /**
   * Does {@code question} at each interval, and {@code late} once an answer didn't come in time.
   */
  Pulse(Wire wire, Heartbeat heartbeat, Runnable question, Runnable late) {
    this.wire = wire;
    this.heartbeat = heartbeat;
    this.question = question;
    this.late = late;
  }

  /** From now on, until the connection ends. */
  void start() {
    if (heartbeat.intervalMillis() > 0) {
      wire.after(heartbeat.intervalMillis(), this::ask);
    }
  }

  private void ask() {
    asked++;
    long number = asked;
    question.run();
    wire.after(heartbeat.answerMillis(), () -> check(number));
    wire.after(heartbeat.intervalMillis(), this::ask);
  }

  private void check(long number) {
    if (answered < number) {
      late.run();
    }
  }

  /** An answer came; false = nothing was asked. */
  boolean answered() {
    if (answered == asked) {
      return false;
    }
    answered++;
    return true;
  }
}
