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
    return run.measured(Measurable.ACK) || ACK_EVIDENCE.stream().anyMatch(c -> run.total(c) > 0);
  }

  /**
   * Whether it can be told who was online: said by the shards; before there were requests of HTTP
   * it always could.
   */
  static boolean online(RunData run) {
    return run.measured(Measurable.ONLINE) || run.total(Counter.REQUESTS) == 0;
  }

  /** Whether users wrote messages: said by the shards, or seen in the counters. */
  static boolean messages(RunData run) {
    return ledger(run)
        || run.total(Counter.MESSAGES_INTENDED) > 0
        || run.total(Counter.MESSAGES_SKIPPED) > 0;
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
    return run.measured(Measurable.HEARTBEAT) || run.total(Counter.HEARTBEATS_INTENDED) > 0;
  }

  /** Whether the server answers heartbeats: said by the shards, or seen in the counters. */
  static boolean heartbeatAnswers(RunData run) {
    return run.measured(Measurable.HEARTBEAT)
        || run.total(Counter.HEARTBEATS_ANSWERED) > 0
        || run.total(Counter.HEARTBEATS_REFUSED) > 0
        || run.total(Counter.HEARTBEATS_MISSED) > 0;
  }

  /** Messages that were sent; null when no shard counted them. */
  static Long sent(Long written, Long notSent) {
    return written == null || notSent == null ? written : Long.valueOf(written - notSent);
  }

  /**
   * A late refusal turns a message that was counted as unacked ({@code sign} -1) into a refused one
   * (1). Null when no shard counted it.
   */
  static Long plusLate(RunData run, Counter counter, int sign, Counter refusedLate) {
    Long count = run.count(counter);
    return count == null ? null : Long.valueOf(count + sign * run.total(refusedLate));
  }
}
