package im.stress.gatling;

import io.gatling.javaapi.core.ActionBuilder;

/**
 * The {@code im} DSL: the steps of an IM user. A scenario begins with {@link #connect}, then says
 * what its users do again and again, and ends with {@link #stay} and {@link #leave}; Gatling's own
 * steps, such as {@code pause}, may stand between.
 *
 * <p>Each value is that of the settings unless the scenario gives another one. What a user does
 * again and again begins at its step and goes on, through reconnects, until its stay ends. What was
 * due before it came online counts as not done.
 *
 * <p>Names in Gatling's report are fixed: {@code connect}, {@code login}, {@code heartbeat}, {@code
 * message ack}, {@code message delivery}, {@code group delivery}, {@code reconnect}. Where a
 * simulation has several populations, each has them in a group of its own name.
 */
public final class Im {
  private final ImRun run;

  Im(ImRun run) {
    this.run = run;
  }

  /**
   * Connects and logs in; once in a user's life. A user who doesn't come online is marked as failed
   * and goes on to {@link #stay}, which ends it.
   */
  public ActionBuilder connect() {
    return run.step((context, next) -> new UserSteps.Connect(run, context, next));
  }

  /** Heartbeats from here on, as {@code im.heartbeat} says. */
  public HeartbeatStep heartbeats() {
    return new HeartbeatStep(run, run.settings().heartbeat());
  }

  /** Messages from here on, as {@code im.message} says. */
  public MessageStep messages() {
    return new MessageStep(run, run.settings().message());
  }

  /** Member of a group from here on, and messages to it, as {@code im.groups} says. */
  public GroupStep groups() {
    return new GroupStep(run, run.settings().groupMessage());
  }

  /** Stays online until the end of the run. Ends a user who is lost for good. */
  public StayStep stay() {
    return new StayStep(run);
  }

  /** Closes the connection in order. */
  public ActionBuilder leave() {
    return run.step(UserSteps.Leave::new);
  }
}
