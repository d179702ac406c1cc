package im.stress.user;

import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import im.stress.protocol.Traits;

/**
 * Whether anything that was sent may still arrive, by the counters. Reads what arrived first, so
 * that it errs to "yes"; so it does where messages were misrouted, since such a one may yet reach
 * its recipient. Safe on any thread.
 */
final class InFlight {
  private final ShardMeasure measure;
  private final Traits traits;

  InFlight(ShardMeasure measure, Traits traits) {
    this.measure = measure;
    this.traits = traits;
  }

  boolean isAny() {
    return anyMessage() || anyGroupMessage() || anyHeartbeat();
  }

  private boolean anyMessage() {
    long acksDone =
        total(Counter.MESSAGES_ACKED, Counter.MESSAGES_REFUSED, Counter.MESSAGES_UNACKED);
    long arrived =
        total(Counter.MESSAGES_DELIVERED, Counter.MESSAGES_LOST, Counter.MESSAGES_FATE_UNKNOWN);
    long sent = total(Counter.MESSAGES_SENT);
    return arrived < sent || (traits.acknowledgesMessages() && acksDone < sent);
  }

  private boolean anyGroupMessage() {
    long acksDone =
        total(
            Counter.GROUP_MESSAGES_ACKED,
            Counter.GROUP_MESSAGES_REFUSED,
            Counter.GROUP_MESSAGES_UNACKED);
    long arrived =
        total(
            Counter.GROUP_DELIVERIES,
            Counter.GROUP_DELIVERIES_NOT_JOINED,
            Counter.GROUP_DELIVERIES_LOST,
            Counter.GROUP_DELIVERIES_FATE_UNKNOWN);
    return arrived < total(Counter.GROUP_DELIVERIES_INTENDED)
        || (traits.groups().acknowledgesMessages()
            && acksDone < total(Counter.GROUP_MESSAGES_SENT));
  }

  private boolean anyHeartbeat() {
    long done = total(Counter.HEARTBEATS_ANSWERED, Counter.HEARTBEATS_MISSED);
    return done < total(Counter.HEARTBEATS_SENT, Counter.HEARTBEATS_BLOCKED);
  }

  private long total(Counter... counters) {
    long total = 0;
    for (Counter counter : counters) {
      total += measure.total(counter);
    }
    return total;
  }
}
