package im.stress.user;

import im.stress.model.Counter;
import im.stress.model.Metric;

/** The two kinds of messages whose answers are counted apart; they share their user's numbers. */
enum AckKind {
  /** A message to another user. */
  CHAT(
      Metric.ACK,
      Counter.MESSAGES_ACKED,
      Counter.MESSAGES_REFUSED,
      Counter.MESSAGES_REFUSED_LATE,
      Counter.MESSAGES_UNACKED,
      Counter.MESSAGES_UNACKED_IN_STANDSTILL),
  /** A message to a group. */
  GROUP_CHAT(
      Metric.GROUP_ACK,
      Counter.GROUP_MESSAGES_ACKED,
      Counter.GROUP_MESSAGES_REFUSED,
      Counter.GROUP_MESSAGES_REFUSED_LATE,
      Counter.GROUP_MESSAGES_UNACKED,
      Counter.GROUP_MESSAGES_UNACKED_IN_STANDSTILL);

  final Metric latency;
  final Counter acked;
  final Counter refused;
  final Counter refusedLate;
  final Counter unacked;
  final Counter unackedInStandstill;

  AckKind(
      Metric latency,
      Counter acked,
      Counter refused,
      Counter refusedLate,
      Counter unacked,
      Counter unackedInStandstill) {
    this.latency = latency;
    this.acked = acked;
    this.refused = refused;
    this.refusedLate = refusedLate;
    this.unacked = unacked;
    this.unackedInStandstill = unackedInStandstill;
  }
}
