package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;

/** What people should know of the groups of a run: what was not sent, and what can't be told. */
final class GroupWarnings {

  /** From here on the load was less than asked for. */
  private static final double MUCH_SKIPPED = 0.05;

  private GroupWarnings() {}

  /** One line each. */
  static List<String> of(RunData run) {
    List<String> warnings = new ArrayList<>();
    FailedJoins.of(run)
        .map(
            joins ->
                joins
                    + ": what these users should write to their group, and hear from it, counts as"
                    + " not delivered")
        .ifPresent(warnings::add);
    skipped(count(run, Counter.GROUP_MESSAGES_SKIPPED), run, warnings);
    return warnings;
  }

  private static void skipped(long skipped, RunData run, List<String> warnings) {
    long due = skipped + count(run, Counter.GROUP_MESSAGES_INTENDED);
    if (skipped > 0 && skipped >= MUCH_SKIPPED * due) {
      warnings.add(
          ("%s of %s group messages that were due were not sent (groups.skipped): nobody writes to"
                  + " a group while one of its members is still to come, to join, or to the step"
                  + " stay, nor while no other member is online")
              .formatted(Format.count(skipped), Format.count(due)));
    }
  }

  private static long count(RunData run, Counter counter) {
    Long count = run.count(counter);
    return count == null ? 0 : count;
  }
}
