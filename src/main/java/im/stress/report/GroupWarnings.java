package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;

/** What people should know of the groups of a run: who could not join, and what can't be told. */
final class GroupWarnings {

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
    long unknown = run.total(Counter.GROUP_DELIVERIES_FATE_UNKNOWN);
    if (unknown > 0) {
      warnings.add(
          Format.count(unknown)
              + " deliveries of group messages were still waited for when the message left the"
              + " ledger (groupDeliveriesFateUnknown): they count neither as delivered nor as lost;"
              + " more processes (--shards) hold more messages");
    }
    return warnings;
  }
}
