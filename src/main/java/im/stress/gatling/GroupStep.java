package im.stress.gatling;

import io.gatling.core.action.builder.ActionBuilder;

/**
 * {@code im.groups()}: a user joins its group after each login, and writes to it. Immutable. Does
 * nothing where {@code im.groups.size} or {@code im.groups.interval} is 0.
 */
public final class GroupStep implements io.gatling.javaapi.core.ActionBuilder {
  private final ImRun run;
  private final boolean writes;

  GroupStep(ImRun run, boolean writes) {
    this.run = run;
    this.writes = writes;
  }

  /** Joins and hears what others write there, and writes nothing itself. */
  public GroupStep listening() {
    return new GroupStep(run, false);
  }

  @Override
  public ActionBuilder asScala() {
    run.declared().groups(writes && run.settings().groups().enabled());
    return run.beginning("groups", user -> user.joinGroup(writes));
  }
}
