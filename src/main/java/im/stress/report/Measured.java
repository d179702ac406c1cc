package im.stress.report;

import im.stress.model.Counter;
import im.stress.model.Measurable;
import im.stress.record.RunData;
import java.util.List;

/** What a run measured beyond the basics: it depends on the protocol and the simulation. */
final class Measured {

  private static final List<Counter> ACK_EVIDENCE =
      List.of(
          Counter.MESSAGES_ACKED,
          Counter.MESSAGES_REFUSED,
          Counter.MESSAGES_UNACKED,
          Counter.ACKS_LATE);

  private Measured() {}

  /** Whether the protocol acknowledges messages: said by the shards, or seen in the counters. */
  static boolean acks(RunData run) {
    return run.measured(Measurable.ACK)
        || ACK_EVIDENCE.stream().anyMatch(c -> isPositive(run.count(c)));
  }

  /** Whether users wrote messages: said by the shards, or seen in the counters. */
  static boolean messages(RunData run) {
    return ledger(run)
        || isPositive(run.count(Counter.MESSAGES_INTENDED))
        || isPositive(run.count(Counter.MESSAGES_SKIPPED));
  }

  /** Whether every message was followed to its recipient. */
  static boolean ledger(RunData run) {
    return run.measured(Measurable.LEDGER);
  }

  /** Whether every group message was followed to each member. */
  static boolean groups(RunData run) {
    return run.measured(Measurable.GROUPS);
  }

  /** Whether the protocol acknowledges group messages. */
  static boolean groupAcks(RunData run) {
    return run.measured(Measurable.GROUP_ACK);
  }

  /** Whether there were heartbeats: said by the shards, or seen in the counters. */
  static boolean heartbeats(RunData run) {
    return run.measured(Measurable.HEARTBEAT) || isPositive(run.count(Counter.HEARTBEATS_INTENDED));
  }

  private static boolean isPositive(Long count) {
    return count != null && count > 0;
  }
}
