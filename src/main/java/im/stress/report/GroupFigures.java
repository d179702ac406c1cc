package im.stress.report;

import static im.stress.model.Counter.*;

import im.stress.config.GroupSettings;
import im.stress.record.RunData;

/** The figures of groups over all processes of a run. */
final class GroupFigures {
  private GroupFigures() {}

  /** Null where the run had no groups. */
  static Summary.Groups of(RunData run, GroupSettings settings) {
    if (!Measured.groups(run) || !settings.enabled()) {
      return null;
    }
    boolean joins = settings.join();
    boolean acks = Measured.groupAcks(run);
    Long sent = run.count(GROUP_MESSAGES_SENT);
    Long delivered = run.count(GROUP_DELIVERIES);
    return new Summary.Groups(
        run.count(GROUPS),
        run.count(GROUP_MEMBERS),
        joins ? run.count(GROUP_JOINS) : null,
        joins ? run.count(GROUP_JOINS_REFUSED) : null,
        joins ? run.count(GROUP_JOINS_UNANSWERED) : null,
        run.count(GROUP_MESSAGES_INTENDED),
        sent,
        run.count(GROUP_MESSAGES_SKIPPED),
        acks ? run.count(GROUP_MESSAGES_ACKED) : null,
        acks
            ? Measured.plusLate(run, GROUP_MESSAGES_UNACKED, -1, GROUP_MESSAGES_REFUSED_LATE)
            : null,
        acks
            ? Measured.plusLate(run, GROUP_MESSAGES_REFUSED, 1, GROUP_MESSAGES_REFUSED_LATE)
            : null,
        run.count(GROUP_DELIVERIES_INTENDED),
        delivered,
        run.count(GROUP_DELIVERIES_NOT_JOINED),
        run.count(GROUP_DELIVERIES_LOST),
        run.count(GROUP_DELIVERIES_LOST_IN_GAP),
        run.count(GROUP_DELIVERIES_DUPLICATED),
        run.count(GROUP_DELIVERIES_MISROUTED),
        run.count(GROUP_DELIVERIES_UNEXPECTED),
        run.count(GROUP_ECHOES),
        sent == null || delivered == null || sent == 0 ? null : (double) delivered / sent);
  }
}
