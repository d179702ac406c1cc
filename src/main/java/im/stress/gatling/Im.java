package im.stress.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.List;

/**
 * The {@code im} DSL: what a simulation is written with.
 *
 * <pre>{@code
 * private final Im im = Im.configured();
 *
 * scenario("IM user").exec(im.connect()).exec(im.stay()).exec(im.leave())
 *     .injectOpen(im.users())
 * }</pre>
 *
 * <p>A step that fails (no connection, login rejected, connection lost for good) ends the virtual
 * user. Names in Gatling's report are fixed: {@code connect}, {@code login}, {@code heartbeat},
 * {@code message ack}, {@code message delivery}, {@code reconnect}.
 */
public final class Im {
  private final ImRun run;

  private Im(ImRun run) {
    this.run = run;
  }

  /**
   * The run that the configuration describes: {@code im-stress.conf}, environment and system
   * properties. One for each simulation.
   */
  public static Im configured() {
    return new Im(ImRun.ofThisProcess());
  }

  /** Connects and logs in. */
  public ActionBuilder connect() {
    return step((context, next) -> new UserSteps.Connect(run, context, next));
  }

  /**
   * Stays online until the end of the run: heartbeats and messages each on a timer of their own, as
   * configured.
   */
  public ActionBuilder stay() {
    return step(UserSteps.Stay::new);
  }

  /** Closes the connection in order. */
  public ActionBuilder leave() {
    return step(UserSteps.Leave::new);
  }

  /** The users of this process, evenly over the ramp. */
  public OpenInjectionStep users() {
    Duration rampUp = run.settings().load().rampUp();
    int users = run.users();
    return rampUp.isZero() ? CoreDsl.atOnceUsers(users) : CoreDsl.rampUsers(users).during(rampUp);
  }

  /** The configured thresholds that Gatling can judge, for its own report. */
  public List<Assertion> assertions() {
    return run.assertions();
  }

  /** A bound on the length of the run, past which Gatling stops it whatever happens. */
  public Duration maxDuration() {
    return run.maxDuration();
  }

  /** To be called from the simulation's {@code before()}. */
  public void begin() {
    run.begin();
  }

  /** To be called from the simulation's {@code after()}. */
  public void end() {
    run.end();
  }

  private ActionBuilder step(Step step) {
    io.gatling.core.action.builder.ActionBuilder scala =
        (context, next) -> {
          run.attach(context);
          return step.build(context, next);
        };
    return () -> scala;
  }

  /** Makes the action of one step. */
  private interface Step {
    Action build(ScenarioContext context, Action next);
  }
}
