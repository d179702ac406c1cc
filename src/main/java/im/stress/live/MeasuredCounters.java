package im.stress.live;

import im.stress.model.Counter;
import im.stress.model.Measurable;
import im.stress.record.RunData;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which counters a run can count at all: it depends on the protocol and the simulation. */
final class MeasuredCounters {
  private static final Map<Measurable, Set<Counter>> NEEDED_BY =
      Map.of(
          Measurable.LEDGER,
          EnumSet.of(
              Counter.MESSAGES_DELIVERED,
              Counter.MESSAGES_LOST,
              Counter.MESSAGES_LOST_IN_GAP,
              Counter.MESSAGES_DUPLICATED,
              Counter.MESSAGES_REORDERED,
              Counter.MESSAGES_ECHOED,
              Counter.MESSAGES_MISROUTED,
              Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE,
              Counter.MESSAGES_FATE_UNKNOWN,
              Counter.MESSAGES_UNSEEN,
              Counter.MESSAGES_ACKED_NOT_DELIVERED,
              Counter.MESSAGES_STALE),
          Measurable.ACK,
          EnumSet.of(
              Counter.MESSAGES_ACKED,
              Counter.MESSAGES_REFUSED,
              Counter.MESSAGES_REFUSED_LATE,
              Counter.MESSAGES_UNACKED,
              Counter.MESSAGES_UNACKED_IN_STANDSTILL,
              Counter.MESSAGES_ACKED_NOT_DELIVERED,
              Counter.ACKS_LATE,
              Counter.ACKS_DUPLICATED,
              Counter.ACKS_UNKNOWN),
          Measurable.GROUPS,
          EnumSet.range(Counter.GROUP_JOINS, Counter.GROUP_DELIVERIES_FATE_UNKNOWN),
          Measurable.GROUP_ACK,
          EnumSet.of(
              Counter.GROUP_MESSAGES_ACKED,
              Counter.GROUP_MESSAGES_REFUSED,
              Counter.GROUP_MESSAGES_REFUSED_LATE,
              Counter.GROUP_MESSAGES_UNACKED,
              Counter.GROUP_MESSAGES_UNACKED_IN_STANDSTILL),
          Measurable.HEARTBEAT,
          EnumSet.of(
              Counter.HEARTBEATS_ANSWERED,
              Counter.HEARTBEATS_REFUSED,
              Counter.HEARTBEATS_MISSED,
              Counter.HEARTBEATS_MISSED_IN_STANDSTILL));

  private MeasuredCounters() {}

  /** Whether its 0 says that nothing happened; one that counted something was measured. */
  static boolean isMeasured(Counter counter, RunData data) {
    return data.total(counter) > 0
        || NEEDED_BY.entrySet().stream()
            .filter(needed -> needed.getValue().contains(counter))
            .allMatch(needed -> data.measured(needed.getKey()));
  }
}
