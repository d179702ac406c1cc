package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.Optional;

/**
 * What succeeded of what was tried or due. A ratio whose figures were not measured, or of which
 * nothing was tried, is null. {@code overall} adds up the tops and the bottoms of the others, and
 * to the bottoms what was due while its user was offline; time online is not among them.
 */
final class Ratios {

  private final RunData run;
  private long succeeded;
  private long tried;

  private Ratios(RunData run) {
    this.run = run;
  }

  static Summary.Success of(RunData run, Optional<Attendance> attendance) {
    return new Ratios(run).success(attendance.map(Attendance::ratio).orElse(null));
  }

  private Summary.Success success(Double online) {
    Double connect = ratio(Counter.CONNECTS_OPENED, Counter.CONNECTS_ATTEMPTED);
    Double login = ratio(Counter.LOGINS_ACCEPTED, Counter.LOGINS_ATTEMPTED);
    Double ack = Measured.acks(run) ? ack() : null;
    Double delivery = Measured.ledger(run) ? delivery() : null;
    Double groupDelivery = Measured.groups(run) ? groupDelivery() : null;
    Double heartbeat = Measured.heartbeatAnswers(run) ? heartbeat() : null;
    Double overall = tried == 0 ? null : (double) succeeded / tried;
    return new Summary.Success(
        online, connect, login, ack, delivery, groupDelivery, heartbeat, overall);
  }

  private Double heartbeat() {
    tried += run.total(Counter.HEARTBEATS_OFFLINE);
    return ratio(Counter.HEARTBEATS_ANSWERED, Counter.HEARTBEATS_INTENDED);
  }

  private Double ack() {
    tried += run.total(Counter.MESSAGES_OFFLINE);
    return ratio(Counter.MESSAGES_ACKED, Counter.MESSAGES_INTENDED);
  }

  /** Of the messages whose fate is known. */
  private Double delivery() {
    tried += run.total(Counter.MESSAGES_OFFLINE);
    long known = run.total(Counter.MESSAGES_INTENDED) - run.total(Counter.MESSAGES_FATE_UNKNOWN);
    return ratio(run.total(Counter.MESSAGES_DELIVERED), known);
  }

  /**
   * Of the deliveries whose fate is known, one for each member or user who could not join, and of
   * the messages that could not be sent, one for each; the acknowledgements of group messages,
   * which have no ratio of their own, stand in {@code overall} as well.
   */
  private Double groupDelivery() {
    tried += run.total(Counter.GROUP_MESSAGES_OFFLINE);
    if (Measured.groupAcks(run)) {
      ratio(Counter.GROUP_MESSAGES_ACKED, Counter.GROUP_MESSAGES_SENT);
    }
    long known =
        run.total(Counter.GROUP_DELIVERIES_INTENDED)
            - run.total(Counter.GROUP_DELIVERIES_FATE_UNKNOWN);
    long notSent =
        run.total(Counter.GROUP_MESSAGES_BLOCKED) + run.total(Counter.GROUP_MESSAGES_NOT_JOINED);
    return ratio(run.total(Counter.GROUP_DELIVERIES), known + notSent);
  }

  private Double ratio(Counter top, Counter bottom) {
    return ratio(run.total(top), run.total(bottom));
  }

  private Double ratio(long top, long bottom) {
    succeeded += top;
    tried += bottom;
    return bottom == 0 ? null : (double) top / bottom;
  }
}
