package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import im.stress.record.RunReader;
import java.util.ArrayList;
import java.util.List;

/** What people should know of the ledgers of a run: where they could not tell a message's fate. */
final class LedgerWarnings {

  private LedgerWarnings() {}

  /** One line each; none where every message has one fate. */
  static List<String> of(RunData run) {
    List<String> warnings = new ArrayList<>();
    Long unknown = run.count(Counter.MESSAGES_FATE_UNKNOWN);
    if (unknown != null && unknown > 0) {
      warnings.add(
          Format.count(unknown)
              + " messages left the ledger while they were still waited for (messagesFateUnknown):"
              + " they count neither as delivered nor as lost; a larger im.message.ledger-window"
              + " holds more");
    }
    warnings.addAll(GroupWarnings.of(run));
    if (run.undecidedMessages() > 0) {
      warnings.add(
          ("up to %s messages may be counted both as lost and as misrouted: each process lists"
                  + " only its first %s of either kind, to be compared with the other processes")
              .formatted(
                  Format.count(run.undecidedMessages()), Format.count(RunReader.MOST_LISTED)));
    }
    return warnings;
  }
}
