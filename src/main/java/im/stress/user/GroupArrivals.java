package im.stress.user;

import im.stress.measure.GroupArrival;
import im.stress.measure.GroupLedger;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.protocol.MarkerReader;

/** What the arrival of a group message at a user means, by its marker and the group's ledger. */
final class GroupArrivals {
  private GroupArrivals() {}

  /** Takes a push of this run that arrived at user {@code at}, on that user's event loop. */
  static void arrived(UserLoop loop, int at, MarkerReader push, long now) {
    UserContext context = loop.context;
    GroupLedger ledger = context.groups.ofUser(at);
    if (push.from() == at && context.traits.echoesMessages()) {
      return;
    }
    if (ledger == null || ledger.group() != push.target() || push.from() == at) {
      misrouted(context, loop.measure, at, push);
      return;
    }
    ledger.arrived(push.sequence(), at, loop.groupArrival);
    switch (loop.groupArrival.kind()) {
      case STALE -> loop.measure.count(Counter.MESSAGES_STALE);
      case DUPLICATE -> loop.measure.count(Counter.GROUP_DELIVERIES_DUPLICATED);
      case EXTRA -> {
        loop.measure.count(Counter.GROUP_DELIVERIES_INTENDED);
        delivered(loop, push.dueMicros(), now);
      }
      case EXPECTED -> delivered(loop, push.dueMicros(), now);
    }
  }

  private static void misrouted(
      UserContext context, LoopMeasure measure, int at, MarkerReader push) {
    LedgerSamples samples = context.measure.samples();
    GroupLedger ledger = context.groups.numbered(push.target());
    if (ledger == null) {
      // Only the process of the group knows whether it was sent; the merge asks it.
      measure.count(Counter.GROUP_DELIVERIES_MISROUTED);
      measure.count(Counter.GROUP_DELIVERIES_MISROUTED_FROM_ELSEWHERE);
      samples.groupMisroutedFromElsewhere(push.from(), push.target(), push.sequence(), at);
    } else if (ledger.misrouted(push.sequence())) {
      measure.count(Counter.GROUP_DELIVERIES_MISROUTED);
      samples.groupMisrouted(push.from(), push.target(), push.sequence(), at);
    } else {
      measure.count(Counter.MESSAGES_STALE);
    }
  }

  private static void delivered(UserLoop loop, long dueMicros, long now) {
    loop.measure.count(Counter.GROUP_DELIVERIES);
    if (!Arrivals.isTimed(loop.context, dueMicros, now)) {
      loop.measure.count(Counter.CLOCK_ANOMALIES);
      return;
    }
    long due = loop.context.measure.clock().nanos(dueMicros);
    GroupArrival arrival = loop.groupArrival;
    loop.measure.answered(Metric.GROUP_DELIVERY, due, now);
    if (arrival.isFirst()) {
      loop.measure.record(Metric.GROUP_FIRST, due, now);
    }
    if (arrival.isMedian()) {
      loop.measure.record(Metric.GROUP_MEDIAN, due, now);
    }
    if (arrival.isLast()) {
      loop.measure.record(Metric.GROUP_LAST, due, now);
    }
  }
}
