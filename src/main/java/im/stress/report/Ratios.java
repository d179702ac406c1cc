package im.stress.report;

import im.stress.measure.Counter;

/**
 * What succeeded of what was tried or due. A ratio whose figures were not measured, or of which
 * nothing was tried, is null. {@code overall} adds up the tops and the bottoms of the others.
 */
final class Ratios {

  private final RunData run;
  private long succeeded;
  private long tried;

  private Ratios(RunData run) {
    this.run = run;
  }

  static Summary.Success of(RunData run) {
    return new Ratios(run).success();
  }

  private Summary.Success success() {
    return new Summary.Success(
        ratio(Counter.CONNECTS_OPENED, Counter.CONNECTS_ATTEMPTED, true),
        ratio(Counter.LOGINS_ACCEPTED, Counter.LOGINS_ATTEMPTED, true),
        ratio(Counter.MESSAGES_ACKED, Counter.MESSAGES_INTENDED, Measured.acks(run)),
        delivery(),
        ratio(Counter.HEARTBEATS_ANSWERED, Counter.HEARTBEATS_INTENDED, true),
        tried == 0 ? null : (double) succeeded / tried);
  }

  /** Of the messages whose fate is known. */
  private Double delivery() {
    Long intended = run.count(Counter.MESSAGES_INTENDED);
    Long unknown = run.count(Counter.MESSAGES_FATE_UNKNOWN);
    Long known = intended == null || unknown == null ? intended : Long.valueOf(intended - unknown);
    return ratio(run.count(Counter.MESSAGES_DELIVERED), known, Measured.ledger(run));
  }

  private Double ratio(Counter top, Counter bottom, boolean measured) {
    return ratio(run.count(top), run.count(bottom), measured);
  }

  private Double ratio(Long numerator, Long denominator, boolean measured) {
    if (!measured || numerator == null || denominator == null || denominator == 0) {
      return null;
    }
    succeeded += numerator;
    tried += denominator;
    return (double) numerator / denominator;
  }
}
