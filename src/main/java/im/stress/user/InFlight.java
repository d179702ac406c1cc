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
    return anyAck()
        || anyGroupAck()
        || anyArrival()
        || total(
                Counter.GROUP_DELIVERIES,
                Counter.GROUP_DELIVERIES_NOT_JOINED,
                Counter.GROUP_DELIVERIES_LOST,
                Counter.GROUP_DELIVERIES_FATE_UNKNOWN)
            < total(Counter.GROUP_DELIVERIES_INTENDED)
        || anyHeartbeat();
  }

  /** Where users poll, nothing comes by itself: their last look follows. */
  private boolean anyArrival() {
    return traits.arrivals() == Traits.Arrivals.PUSHED
        && total(
                Counter.MESSAGES_DELIVERED,
                Counter.MESSAGES_LOST,
                Counter.MESSAGES_FATE_UNKNOWN,
                Counter.MESSAGES_NOT_SENT)
            < total(Counter.MESSAGES_SENT);
  }

  private boolean anyAck() {
    return traits.acknowledgesMessages()
        && settled(AckKind.CHAT) + total(Counter.MESSAGES_NOT_SENT) < total(Counter.MESSAGES_SENT);
  }

  private boolean anyGroupAck() {
    return traits.groups().acknowledgesMessages()
        && settled(AckKind.GROUP_CHAT) < total(Counter.GROUP_MESSAGES_SENT);
  }

  private long settled(AckKind kind) {
    return total(kind.acked, kind.refused, kind.unacked);
  }

  private boolean anyHeartbeat() {
    return traits.heartbeatKind().isAnswered()
        && total(Counter.HEARTBEATS_ANSWERED, Counter.HEARTBEATS_REFUSED, Counter.HEARTBEATS_MISSED)
            < total(Counter.HEARTBEATS_SENT, Counter.HEARTBEATS_BLOCKED);
  }

  private long total(Counter... counters) {
    long total = 0;
    for (Counter counter : counters) {
      total += measure.total(counter);
    }
    return total;
  }
}
