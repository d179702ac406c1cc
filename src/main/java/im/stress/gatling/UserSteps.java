package im.stress.gatling;

import im.stress.user.ImUser;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;

/** The three steps of an IM user as Gatling actions. */
final class UserSteps {
  /** Where the session keeps its user. */
  private static final String USER = "im.user";

  private UserSteps() {}

  private static ImUser userOf(Session session) {
    return (ImUser) session.attributes().apply(USER);
  }

  /** Creates the user, connects and logs in. */
  static final class Connect extends ImAction {
    private final ImRun run;

    Connect(ImRun run, ScenarioContext context, Action next) {
      super("connect", context, next);
      this.run = run;
    }

    @Override
    public void execute(Session session) {
      run.scenario(session.scenario());
      // Gatling numbers the users of a process from 1.
      int number = Math.toIntExact(session.userId() - 1);
      ImUser user = run.population().add(number, session.eventLoop());
      Session withUser = session.set(USER, user);
      user.connect(ok -> proceed(withUser, ok));
    }
  }

  /** Runs the loops until the end of the run. */
  static final class Stay extends ImAction {
    Stay(ScenarioContext context, Action next) {
      super("stay", context, next);
    }

    @Override
    public void execute(Session session) {
      userOf(session).stay(ok -> proceed(session, ok));
    }
  }

  /** Closes the connection in order. */
  static final class Leave extends ImAction {
    Leave(ScenarioContext context, Action next) {
      super("leave", context, next);
    }

    @Override
    public void execute(Session session) {
      userOf(session).leave(ok -> proceed(session, ok));
    }
  }
}
