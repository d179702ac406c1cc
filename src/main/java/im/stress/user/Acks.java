package im.stress.user;

import im.stress.measure.Flow;
import im.stress.model.Counter;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * The server's answers to the messages of one user, to others and to its group: what was waited
 * for, came late, or came for nothing. Both kinds share the numbers of their user, and so the order
 * of the answers. Belongs to the user's event loop.
 */
final class Acks {
  /** In place of the entry in a ledger that a message from user to user has. */
  private static final long TO_GROUP = -1;

  /** In place of that of a message that comes to nobody. */
  private static final long TO_NOBODY = -2;

  private final UserLoop loop;
  private final Deadlines deadlines;
  private final boolean ofMessages;
  private final boolean ofGroupMessages;
  private final Duration timeout;
  private Flow[] flows = {};
  private LongConsumer whenSettled = now -> {};
  private LongConsumer whenUnsent = now -> {};
  private final PendingReplies pending = new PendingReplies();

  /** One for all messages. */
  private final PendingReplies.Expiry noAckInTime =
      (due, reference) -> unacked(kind(reference), due, "no ack in time");

  Acks(UserLoop loop, Deadlines deadlines) {
    this.loop = loop;
    this.deadlines = deadlines;
    this.ofMessages = loop.context.traits.acknowledgesMessages();
    this.ofGroupMessages = loop.context.traits.groups().acknowledgesMessages();
    this.timeout = loop.context.settings.message().ackTimeout();
  }

  /**
   * The user writes to others from now on.
   *
   * @param ledgers by the position of the recipient
   * @param onSettled hears of each message to one of them that is answered, refused or given up
   * @param onUnsent hears of each that was not sent after all
   */
  void mark(Flow[] ledgers, LongConsumer onSettled, LongConsumer onUnsent) {
    flows = ledgers;
    whenSettled = onSettled;
    whenUnsent = onUnsent;
  }

  /** Whether the protocol has them for this kind of message. */
  boolean awaited(AckKind kind) {
    return kind == AckKind.CHAT ? ofMessages : ofGroupMessages;
  }

  /** The number of the message that will be sent next. */
  int nextNumber() {
    return pending.nextNumber();
  }

  /** The next message of this user is about to be sent to the recipient at this position. */
  void expect(long due, int position, int sequence) {
    expect(AckKind.CHAT, due, ((long) position << 32) | sequence);
  }

  /** The next message of this user is about to be sent, and will come to nobody. */
  void expectOfRequest(long due) {
    expect(AckKind.CHAT, due, TO_NOBODY);
  }

  /** The next message of this user is about to be sent to its group. */
  void expectOfGroup(long due) {
    expect(AckKind.GROUP_CHAT, due, TO_GROUP);
  }

  private void expect(AckKind kind, long due, long reference) {
    if (awaited(kind)) {
      pending.expect(due, reference, noAckInTime);
      deadlines.arm(due + timeout.toNanos());
    } else {
      pending.pass(due, noAckInTime);
    }
  }

  private static AckKind kind(long reference) {
    return reference == TO_GROUP ? AckKind.GROUP_CHAT : AckKind.CHAT;
  }

  /** An answer to the message with this number, or to none of this user; {@code code} 0 = taken. */
  void answered(int number, int code, long now) {
    answered(number, code, "", now);
  }

  /** The message with this number was refused, in these words of the server. */
  void refused(int number, int code, String words, long now) {
    answered(number, code, words, now);
  }

  private void answered(int number, int code, String words, long now) {
    switch (pending.answer(number)) {
      case EXPECTED -> taken(number, code, words, now);
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

  /** No answer will come to the message with this number, if one is still waited for. */
  void unanswered(int number, String reason) {
    if (pending.giveUp(number)) {
      unacked(kind(pending.reference(number)), pending.due(number), reason);
    }
  }

  /** The message with this number was not sent after all, if an answer is still waited for. */
  void unsent(int number, String reason) {
    if (!pending.giveUp(number)) {
      return;
    }
    long reference = pending.reference(number);
    if (kind(reference) == AckKind.GROUP_CHAT) {
      unacked(AckKind.GROUP_CHAT, pending.due(number), reason);
      return;
    }
    loop.measure.count(Counter.MESSAGES_NOT_SENT);
    if (reference >= 0) {
      flows[position(reference)].notSent((int) reference);
    }
    failed(AckKind.CHAT, pending.due(number), reason);
    whenUnsent.accept(System.nanoTime());
  }

  private void taken(int number, int code, String words, long now) {
    AckKind kind = kind(pending.reference(number));
    long due = pending.due(number);
    if (code == 0) {
      markAcked(number);
      loop.measure.count(kind.acked);
      loop.measure.answered(kind.latency, due, now);
    } else {
      loop.measure.count(kind.refused);
      failed(kind, due, loop.context.refusal(code, words));
    }
    settled(kind, now);
  }

  private void settled(AckKind kind, long now) {
    if (kind == AckKind.CHAT) {
      whenSettled.accept(now);
    }
  }

  /** The message was counted as unacked already, and told to Gatling's log. */
  private void takenLate(int number, int code, long now) {
    AckKind kind = kind(pending.reference(number));
    if (code == 0) {
      markAcked(number);
      loop.measure.count(Counter.ACKS_LATE);
      // The wait was as long as it was.
      loop.measure.record(kind.latency, pending.due(number), now);
    } else {
      loop.measure.count(kind.refusedLate);
    }
  }

  private void markAcked(int number) {
    long reference = pending.reference(number);
    if (reference >= 0) {
      flows[position(reference)].acked((int) reference);
    }
  }

  private static int position(long reference) {
    return (int) (reference >>> 32);
  }

  void expire(long now) {
    pending.expireDueBy(now - timeout.toNanos(), noAckInTime);
  }

  long nextDeadlineNanos() {
    return pending.waiting() == 0 ? Long.MAX_VALUE : pending.oldestDue() + timeout.toNanos();
  }

  private void unacked(AckKind kind, long due, String reason) {
    long now = System.nanoTime();
    loop.measure.count(kind.unacked);
    if (loop.watch.stoodStill(due, now)) {
      loop.measure.count(kind.unackedInStandstill);
      failed(kind, due, reason + ": the load generator stood still");
    } else {
      failed(kind, due, reason);
    }
    settled(kind, now);
  }

  private void failed(AckKind kind, long due, String reason) {
    loop.measure.failed(kind.latency, due, System.nanoTime(), reason);
  }

  /** What was sent on this connection won't be answered on the next one. */
  void connectionLost(String reason) {
    giveUp(reason);
    pending.startAnew();
  }

  /** Nobody waits for acknowledgements any more. */
  void giveUp(String reason) {
    pending.expireDueBy(Long.MAX_VALUE, (due, reference) -> unacked(kind(reference), due, reason));
  }
}
