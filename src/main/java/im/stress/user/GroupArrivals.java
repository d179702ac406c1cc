package im.stress.user;

import im.stress.measure.GroupArrival;
import im.stress.measure.GroupLedger;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.protocol.MarkerReader;

/** What the arrival of a group message at a user means, by its marker and the group's ledger. */
final class GroupArrivals {
  private GroupArrivals() {}

  /** Takes a push of this run that arrived at user {@code at}, on that user's event loop. */
  static void arrived(UserLoop loop, int at, MarkerReader push, long now) {
    GroupLedger ledger = loop.context.groups.ofUser(at);
    LoopMeasure measure = loop.measureOf(push.from());
    if (ledger == null || ledger.group() != push.target()) {
      misrouted(loop.context, measure, at, push);
    } else if (push.from() == at) {
      atItsSender(loop.context, measure, at, push);
    } else {
      ledger.arrived(push.sequence(), at, loop.groupArrival);
      atItsGroup(loop, measure, at, push, now);
    }
  }

  private static void atItsSender(
      UserContext context, LoopMeasure measure, int at, MarkerReader push) {
    if (context.traits.echoesMessages()) {
      measure.count(Counter.GROUP_ECHOES);
    } else {
      misrouted(context, measure, at, push);
    }
  }

  private static void atItsGroup(
      UserLoop loop, LoopMeasure measure, int at, MarkerReader push, long now) {
    switch (loop.groupArrival.kind()) {
      case STALE -> measure.count(Counter.MESSAGES_STALE);
      case DUPLICATE -> measure.count(Counter.GROUP_DELIVERIES_DUPLICATED);
      case UNEXPECTED -> measure.count(Counter.GROUP_DELIVERIES_UNEXPECTED);
      case STRANGER -> atAStranger(loop.context, measure, at, push);
      case EXPECTED -> delivered(loop, measure, push.dueMicros(), now);
    }
  }

  /** Where nobody asks to join, the server may know members of whom we don't. */
  private static void atAStranger(
      UserContext context, LoopMeasure measure, int at, MarkerReader push) {
    if (context.settings.groups().join()) {
      misrouted(context, measure, at, push);
    } else {
      measure.count(Counter.GROUP_DELIVERIES_UNEXPECTED);
    }
  }

  private static void misrouted(
      UserContext context, LoopMeasure measure, int at, MarkerReader push) {
    GroupLedger ledger = context.groups.numbered(push.target());
    // Only the process of a group knows what was sent to it.
    if (ledger == null || ledger.knows(push.sequence())) {
      measure.count(Counter.GROUP_DELIVERIES_MISROUTED);
      context.measure.samples().groupMisrouted(push.from(), push.target(), push.sequence(), at);
    } else {
      measure.count(Counter.MESSAGES_STALE);
    }
  }

  private static void delivered(UserLoop loop, LoopMeasure measure, long dueMicros, long now) {
    measure.count(Counter.GROUP_DELIVERIES);
    if (!Arrivals.isTimed(loop.context, dueMicros, now)) {
      measure.count(Counter.CLOCK_ANOMALIES);
      return;
    }
    long due = loop.context.measure.clock().nanos(dueMicros);
    GroupArrival arrival = loop.groupArrival;
    measure.answered(Metric.GROUP_DELIVERY, due, now);
    if (arrival.isFirst()) {
      measure.record(Metric.GROUP_FIRST, due, now);
    }
    if (arrival.isMedian()) {
      measure.record(Metric.GROUP_MEDIAN, due, now);
    }
    if (arrival.isLast()) {
      measure.record(Metric.GROUP_LAST, due, now);
    }
  }
}
