package im.stress.gatling;

import im.stress.user.Done;
import im.stress.user.ImUser;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import java.util.function.Consumer;

/** The steps of an IM user as Gatling actions. */
final class UserSteps {
  /** Where the session keeps its user. */
  private static final String USER = "im.user";

  private UserSteps() {}

  /** Creates the user, connects and logs in. */
  static final class Connect extends ImAction {
    private final ImRun run;

    Connect(ImRun run, ScenarioContext context, Action next) {
      super("connect", context, next);
      this.run = run;
    }

    @Override
    void begin(Session session) {
      if (session.contains(USER)) {
        throw new IllegalStateException("expected once for each user, got it again");
      }
      // Gatling numbers the users of a process from 1, over all scenarios.
      int number = Math.toIntExact(session.userId() - 1);
      int kind = run.populationNamed(session.scenario());
      ImUser user = run.population().add(number, session.eventLoop(), kind);
      Session withUser = session.set(USER, user);
      user.connect(ok -> next().$bang(ok ? withUser : withUser.markAsFailed()));
    }
  }

  /** A step of a user who has come to {@link Connect}. */
  private abstract static class OfUser extends ImAction {
    OfUser(String name, ScenarioContext context, Action next) {
      super(name, context, next);
    }

    @Override
    final void begin(Session session) {
      if (!session.contains(USER)) {
        throw new IllegalStateException("expected im.connect() before it, got none");
      }
      begin(session, (ImUser) session.attributes().apply(USER));
    }

    abstract void begin(Session session, ImUser user);
  }

  /** Lets the user begin with something, and goes on at once. */
  static final class Begin extends OfUser {
    private final Consumer<ImUser> what;

    Begin(String name, Consumer<ImUser> what, ScenarioContext context, Action next) {
      super(name, context, next);
      this.what = what;
    }

    @Override
    void begin(Session session, ImUser user) {
      what.accept(user);
      next().$bang(session);
    }
  }

  /** Tells a user to stay. */
  interface Waiting {
    void stay(ImUser user, Done done);
  }

  /** Waits for the end of the stay. */
  static final class Stay extends OfUser {
    private final Waiting waiting;

    Stay(Waiting waiting, ScenarioContext context, Action next) {
      super("stay", context, next);
      this.waiting = waiting;
    }

    @Override
    void begin(Session session, ImUser user) {
      waiting.stay(user, ok -> proceed(session, ok));
    }
  }

  /** Closes the connection in order. */
  static final class Leave extends OfUser {
    Leave(ScenarioContext context, Action next) {
      super("leave", context, next);
    }

    @Override
    void begin(Session session, ImUser user) {
      user.leave(ok -> proceed(session, ok));
    }
  }
}
