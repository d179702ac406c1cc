package im.stress.gatling;

import io.gatling.commons.util.Clock;
import io.gatling.core.action.Action;
import io.gatling.core.action.ExitableAction;
import io.gatling.core.action.SessionHook;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;

/**
 * One step of a virtual user. Runs on the session's event loop and never blocks it: the step is
 * begun here and the session goes on when the IM user says that it is done.
 */
abstract class ImAction extends SessionHook implements ExitableAction {
  private final Clock clock;
  private final Action exit;

  ImAction(String name, ScenarioContext context, Action next) {
    super(null, name, context.coreComponents().statsEngine(), next);
    this.clock = context.coreComponents().clock();
    this.exit = context.coreComponents().exit();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** A step out of place ends the virtual user, and Gatling's report tells the error. */
  @Override
  public final void execute(Session session) {
    try {
      begin(session);
    } catch (IllegalStateException misplaced) {
      String error = "im.%s(): %s".formatted(name(), misplaced.getMessage());
      statsEngine().logRequestCrash(session.scenario(), session.groups(), name(), error);
      exit.$bang(session.markAsFailed());
    }
  }

  /**
   * Begins the step.
   *
   * @throws IllegalStateException when the step doesn't belong here
   */
  abstract void begin(Session session);

  /** The session goes on, or ends as failed when the user has no connection any more. */
  final void proceed(Session session, boolean ok) {
    if (ok) {
      next().$bang(session);
    } else {
      exit.$bang(session.markAsFailed());
    }
  }

  @Override
  public void $bang(Session session) {
    ExitableAction.super.$bang(session);
  }

  /**
   * The trait's call to its super class. Synthetic in Scala, so that javac can't see it; the JVM
   * links it by name.
   */
  public void io$gatling$core$action$ExitableAction$$super$$bang(Session session) {
    super.$bang(session);
  }
}
