package im.stress.report;

import im.stress.config.GroupSettings;
import im.stress.model.Counter;
import im.stress.record.RunData;
import im.stress.record.ShardCounts;
import java.util.List;

/** The figures of groups over all processes of a run. */
final class GroupFigures {
  private GroupFigures() {}

  /** Null where the run had no groups. */
  static Summary.Groups of(RunData run, GroupSettings settings) {
    if (!Measured.groups(run) || !settings.enabled()) {
      return null;
    }
    List<ShardCounts> shards =
        run.shards().stream().flatMap(shard -> shard.counts().stream()).toList();
    boolean acks = Measured.groupAcks(run);
    Long sent = run.count(Counter.GROUP_MESSAGES_SENT);
    Long delivered = run.count(Counter.GROUP_DELIVERIES);
    return new Summary.Groups(
        shards.stream().mapToLong(shard -> settings.count(shard.users())).sum(),
        shards.stream().mapToLong(ShardCounts::users).sum(),
        run.count(Counter.GROUP_MESSAGES_INTENDED),
        sent,
        acks ? run.count(Counter.GROUP_MESSAGES_ACKED) : null,
        acks ? plusRefusedLate(run, Counter.GROUP_MESSAGES_UNACKED, -1) : null,
        acks ? plusRefusedLate(run, Counter.GROUP_MESSAGES_REFUSED, 1) : null,
        run.count(Counter.GROUP_DELIVERIES_INTENDED),
        delivered,
        run.count(Counter.GROUP_DELIVERIES_LOST),
        run.count(Counter.GROUP_DELIVERIES_LOST_IN_GAP),
        run.count(Counter.GROUP_DELIVERIES_DUPLICATED),
        run.count(Counter.GROUP_DELIVERIES_MISROUTED),
        sent == null || delivered == null || sent == 0 ? null : (double) delivered / sent);
  }

  /** A late refusal turns a message that was counted as unacked into a refused one. */
  private static Long plusRefusedLate(RunData run, Counter counter, int sign) {
    Long count = run.count(counter);
    Long late = run.count(Counter.GROUP_MESSAGES_REFUSED_LATE);
    return count == null || late == null ? count : Long.valueOf(count + sign * late);
  }
}
