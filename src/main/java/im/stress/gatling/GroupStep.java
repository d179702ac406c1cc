package im.stress.gatling;

import im.stress.config.MessageSettings;
import io.gatling.core.action.builder.ActionBuilder;

/**
 * {@code im.groups()}: a user joins its group after each login, and writes to it: at {@code
 * im.groups.interval}, otherwise as {@code im.message} has it. Immutable.
 *
 * <p>Who belongs to which group stays a setting, {@code im.groups.size}, as do the names of the
 * groups and whether they are joined: a group is so many users in a row, of whichever population.
 * That decides which users are in one process, before any process has a scenario; and the server's
 * own groups are the same for all. Where the size is 0 the step does nothing.
 */
public final class GroupStep extends WritingStep<GroupStep> {

  GroupStep(ImRun run, MessageSettings settings) {
    super(run, "groups", settings);
  }

  /** Joins and hears what others write there, and writes nothing itself. */
  public GroupStep listening() {
    return with(settings.off());
  }

  @Override
  GroupStep with(MessageSettings other) {
    return new GroupStep(run, other);
  }

  @Override
  public ActionBuilder asScala() {
    if (run.settings().groups().enabled()) {
      run.declared().groupMessages(settings);
    }
    return run.beginning("groups", user -> user.joinGroup(settings));
  }
}
