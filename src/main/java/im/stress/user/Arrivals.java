package im.stress.user;

import im.stress.measure.Flow;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.protocol.MarkerReader;

/** What the arrival of a push at a user means, by its marker and the sender's ledger. */
final class Arrivals {
  private Arrivals() {}

  /** Takes a push that arrived at user {@code at}, on that user's event loop. */
  static void arrived(UserLoop loop, int at, CharSequence content, long now) {
    LoopMeasure measure = loop.measure;
    switch (loop.marker.read(content)) {
      case UNMARKED -> measure.count(Counter.PUSHES_UNMARKED);
      case FOREIGN -> measure.count(Counter.PUSHES_FOREIGN);
      case OURS -> {
        if (loop.marker.isToGroup()) {
          GroupArrivals.arrived(loop, at, loop.marker, now);
        } else {
          ofThisRun(loop.context, loop.measureOf(loop.marker.from()), at, loop.marker, now);
        }
      }
    }
  }

  /**
   * Takes a message that only the last look of user {@code at} may have shown: one of this run that
   * had not arrived was passed over. What came before, or in another run, says nothing new.
   */
  static void listed(UserLoop loop, int at, CharSequence content) {
    boolean ofThisRun = loop.marker.read(content) == MarkerReader.Origin.OURS;
    if (!ofThisRun || loop.marker.isToGroup() || loop.marker.target() != at) {
      return;
    }
    Flow flow = loop.context.ledgers.between(loop.marker.from(), at);
    if (flow != null && flow.arrived(loop.marker.sequence()).isFirst()) {
      LoopMeasure measure = loop.measureOf(loop.marker.from());
      measure.count(Counter.MESSAGES_PASSED_OVER);
      long due = loop.context.measure.clock().nanos(loop.marker.dueMicros());
      measure.failed(Metric.DELIVERY, due, System.nanoTime(), "passed over by polls");
    }
  }

  private static void ofThisRun(
      UserContext context, LoopMeasure measure, int at, MarkerReader push, long now) {
    if (push.from() == at && context.traits.echoesMessages()) {
      measure.count(Counter.MESSAGES_ECHOED);
      return;
    }
    Flow flow = context.ledgers.between(push.from(), push.target());
    if (push.target() != at) {
      misrouted(context, measure, flow, at, push);
    } else if (flow == null) {
      // Users write to users of their own process: nobody sent this.
      measure.count(Counter.MESSAGES_STALE);
    } else {
      delivered(context, measure, flow.arrived(push.sequence()), push, now);
    }
  }

  private static void misrouted(
      UserContext context, LoopMeasure measure, Flow flow, int at, MarkerReader push) {
    LedgerSamples samples = context.measure.samples();
    if (!context.roster.includes(push.from())) {
      // Only the sender's process knows whether it was sent; the merge asks it.
      measure.count(Counter.MESSAGES_MISROUTED);
      measure.count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE);
      samples.misroutedFromElsewhere(push.from(), push.target(), push.sequence(), at);
    } else if (flow != null && flow.misrouted(push.sequence())) {
      measure.count(Counter.MESSAGES_MISROUTED);
      samples.misrouted(push.from(), push.target(), push.sequence(), at);
    } else {
      measure.count(Counter.MESSAGES_STALE);
    }
  }

  private static void delivered(
      UserContext context, LoopMeasure measure, Flow.Arrival arrival, MarkerReader push, long now) {
    switch (arrival) {
      case DUPLICATE -> measure.count(Counter.MESSAGES_DUPLICATED);
      case STALE -> measure.count(Counter.MESSAGES_STALE);
      case REORDERED, IN_ORDER -> {
        measure.count(Counter.MESSAGES_DELIVERED);
        if (arrival == Flow.Arrival.REORDERED) {
          measure.count(Counter.MESSAGES_REORDERED);
        }
        time(context, measure, push.dueMicros(), now);
      }
    }
  }

  private static void time(UserContext context, LoopMeasure measure, long dueMicros, long now) {
    if (isTimed(context, dueMicros, now)) {
      measure.answered(Metric.DELIVERY, context.measure.clock().nanos(dueMicros), now);
    } else {
      measure.count(Counter.CLOCK_ANOMALIES);
    }
  }

  /** A due time in the future, or before the run, was not written by us: the time is no figure. */
  static boolean isTimed(UserContext context, long dueMicros, long now) {
    long dueNanos = context.measure.clock().nanos(dueMicros);
    return dueNanos - now <= 0 && dueNanos - context.measure.clock().originNanos() >= 0;
  }
}
