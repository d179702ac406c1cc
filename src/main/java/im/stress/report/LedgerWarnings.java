package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import im.stress.record.RunReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people should know of the messages of a run: those that were not sent, and those whose fate
 * nobody could tell.
 */
final class LedgerWarnings {

  /** From here on the load was less than asked for. */
  private static final double MUCH_SKIPPED = 0.05;

  private LedgerWarnings() {}

  /** One line each; none where every message that was due was sent and has one fate. */
  static List<String> of(RunData run) {
    List<String> warnings = new ArrayList<>();
    long unseen = run.total(Counter.MESSAGES_UNSEEN);
    if (unseen > 0) {
      warnings.add(
          "%s users had no answered poll at the end: nobody knows whether %s messages arrived (messagesUnseen)"
              .formatted(
                  Format.count(run.total(Counter.LAST_LOOKS_UNANSWERED)), Format.count(unseen)));
    }
    long unknown = run.total(Counter.MESSAGES_FATE_UNKNOWN) - unseen;
    if (unknown > 0) {
      warnings.add(
          Format.count(unknown)
              + " messages left the ledger while they were still waited for (messagesFateUnknown):"
              + " they count neither as delivered nor as lost; a larger im.message.ledger-window"
              + " holds more");
    }
    skipped(
            run.total(Counter.MESSAGES_SKIPPED),
            run.total(Counter.MESSAGES_INTENDED),
            "messages that were due were not sent (messages.skippedNoContact): no contact of their"
                + " user was online")
        .ifPresent(warnings::add);
    warnings.addAll(GroupWarnings.of(run));
    skipped(
            run.total(Counter.GROUP_MESSAGES_SKIPPED),
            run.total(Counter.GROUP_MESSAGES_INTENDED),
            "group messages that were due were not sent (groups.skipped): nobody writes to a group"
                + " while one of its members has still to come, to join, or to begin its stay, nor"
                + " while no other member is online")
        .ifPresent(warnings::add);
    if (run.undecidedMessages() > 0) {
      warnings.add(
          ("up to %s messages may be counted both as lost and as misrouted: each process lists"
                  + " only its first %s of either kind, to be compared with the other processes")
              .formatted(
                  Format.count(run.undecidedMessages()), Format.count(RunReader.MOST_LISTED)));
    }
    return warnings;
  }

  private static Optional<String> skipped(long skipped, long intended, String what) {
    long due = skipped + intended;
    return skipped > 0 && skipped >= MUCH_SKIPPED * due
        ? Optional.of("%s of %s %s".formatted(Format.count(skipped), Format.count(due), what))
        : Optional.empty();
  }
}
