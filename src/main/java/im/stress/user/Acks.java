package im.stress.user;

import im.stress.measure.Flow;
import im.stress.model.Counter;
import im.stress.model.Metric;
import java.time.Duration;

/**
 * The server's answers to the messages of one user: what was waited for, came late, or came for
 * nothing. Belongs to the user's event loop.
 */
final class Acks {
  private final Population population;
  private final UserLoop loop;
  private final Flow[] flows;
  private final boolean awaited;
  private final Duration timeout;
  private final PendingReplies pending = new PendingReplies();

  /** One for all messages. */
  private final PendingReplies.Expiry noAckInTime = this::unanswered;

  /** Takes the ledgers of all that the user writes, by the position of the recipient. */
  Acks(Population population, UserLoop loop, Duration timeout, Flow[] flows) {
    this.population = population;
    this.loop = loop;
    this.flows = flows;
    this.awaited = population.traits().acknowledgesMessages();
    this.timeout = timeout;
  }

  /** Whether the protocol has them. */
  boolean awaited() {
    return awaited;
  }

  /** The next message of this user is about to be sent to the recipient at this position. */
  void expect(long due, int position, int sequence) {
    pending.expect(due, ((long) position << 32) | sequence, noAckInTime);
  }

  /** An answer to the message with this number, or to none of this user; {@code code} 0 = taken. */
  void answered(int number, int code, long now) {
    switch (pending.answer(number)) {
      case EXPECTED -> taken(number, code, now);
      case LATE -> takenLate(number, code, now);
      case FORGOTTEN -> loop.measure.count(Counter.ACKS_LATE);
      case REPEATED -> loop.measure.count(Counter.ACKS_DUPLICATED);
      case UNKNOWN -> loop.measure.count(Counter.ACKS_UNKNOWN);
    }
  }

  /** An answer to the oldest message of this connection without one, be it in time or late. */
  void answeredOldest(int code, long now) {
    answered(pending.nextInOrder(), code, now);
  }

  /** All messages of this connection up to this one are taken; a server may say so again. */
  void answeredUpTo(int number, long now) {
    if (!pending.hasAsked(number)) {
      loop.measure.count(Counter.ACKS_UNKNOWN);
      return;
    }
    while (pending.isNextInOrderUpTo(number)) {
      answered(pending.nextInOrder(), 0, now);
    }
  }

  private void taken(int number, int code, long now) {
    long due = pending.due(number);
    if (code == 0) {
      markAcked(number);
      loop.measure.count(Counter.MESSAGES_ACKED);
      loop.measure.answered(Metric.ACK, due, now);
    } else {
      loop.measure.count(Counter.MESSAGES_REFUSED);
      failed(due, population.refusals().bounded("refused with code " + code));
    }
  }

  /** The message was counted as unacked already, and told to Gatling's log. */
  private void takenLate(int number, int code, long now) {
    if (code == 0) {
      markAcked(number);
      loop.measure.count(Counter.ACKS_LATE);
      // The wait was as long as it was.
      loop.measure.record(Metric.ACK, pending.due(number), now);
    } else {
      loop.measure.count(Counter.MESSAGES_REFUSED_LATE);
    }
  }

  private void markAcked(int number) {
    long reference = pending.reference(number);
    flows[(int) (reference >>> 32)].acked((int) reference);
  }

  void expire(long now) {
    pending.expireDueBy(now - timeout.toNanos(), noAckInTime);
  }

  long nextDeadlineNanos() {
    return pending.waiting() == 0 ? Long.MAX_VALUE : pending.oldestDue() + timeout.toNanos();
  }

  private void unanswered(long due) {
    unacked(due, "no ack in time");
  }

  private void unacked(long due, String reason) {
    loop.measure.count(Counter.MESSAGES_UNACKED);
    if (loop.watch.stoodStill(due, System.nanoTime())) {
      loop.measure.count(Counter.MESSAGES_UNACKED_IN_STANDSTILL);
      failed(due, reason + ": the load generator stood still");
    } else {
      failed(due, reason);
    }
  }

  private void failed(long due, String reason) {
    loop.measure.failed(Metric.ACK, due, System.nanoTime(), reason);
  }

  /** What was sent on this connection won't be answered on the next one. */
  void connectionLost(String reason) {
    giveUp(reason);
    pending.startAnew();
  }

  /** Nobody waits for acknowledgements any more. */
  void giveUp(String reason) {
    pending.expireDueBy(Long.MAX_VALUE, due -> unacked(due, reason));
  }
}
