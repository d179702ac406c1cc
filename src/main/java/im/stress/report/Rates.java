package im.stress.report;

import im.stress.model.Counter;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import java.util.LongSummaryStatistics;

/**
 * Messages a second over the time in which messages were sent: from the first second with a send to
 * the last one, both included, ramp and full load alike. 2400 messages sent in 120 such seconds are
 * 20.0 a second.
 */
final class Rates {

  private Rates() {}

  static Summary.Rates of(RunData run) {
    LongSummaryStatistics seconds =
        run.timeline().rows().stream()
            .filter(row -> row.count(TimelineColumn.SENDS) > 0)
            .mapToLong(Row::epochSecond)
            .summaryStatistics();
    if (seconds.getCount() == 0) {
      return null;
    }
    long window = seconds.getMax() - seconds.getMin() + 1;
    return new Summary.Rates(
        perSecond(
            Measured.sent(run.count(Counter.MESSAGES_SENT), run.count(Counter.MESSAGES_NOT_SENT)),
            window),
        Measured.acks(run) ? perSecond(run.count(Counter.MESSAGES_ACKED), window) : null,
        Measured.ledger(run) ? perSecond(run.count(Counter.MESSAGES_DELIVERED), window) : null);
  }

  /** Rounded to thousandths. */
  private static Double perSecond(Long count, long seconds) {
    return count == null ? null : Math.round(1000.0 * count / seconds) / 1000.0;
  }
}
