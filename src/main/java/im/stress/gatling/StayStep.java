package im.stress.gatling;

import im.stress.config.Times;
import im.stress.user.ImUser;
import io.gatling.core.action.builder.ActionBuilder;
import java.time.Duration;

/** {@code im.stay()}: a user stays until the end of the run. Immutable. */
public final class StayStep implements io.gatling.javaapi.core.ActionBuilder {
  private final ImRun run;

  StayStep(ImRun run) {
    this.run = run;
  }

  /**
   * For this time only, or until the end of the run where that is earlier: then messages and
   * heartbeats end, and the next step begins when all answers have come or are too late.
   *
   * @throws im.stress.config.SettingsException when it is less than 1 ms or more than a year
   */
  public io.gatling.javaapi.core.ActionBuilder during(Duration time) {
    Duration checked = Times.positive("im.stay().during", time);
    return () -> {
      run.declared().stay(checked);
      return step((user, done) -> user.stay(checked, done));
    };
  }

  @Override
  public ActionBuilder asScala() {
    return step(ImUser::stay);
  }

  private ActionBuilder step(UserSteps.Waiting waiting) {
    return run.step((context, next) -> new UserSteps.Stay(waiting, context, next)).asScala();
  }
}
