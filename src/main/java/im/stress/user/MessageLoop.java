package im.stress.user;

import im.stress.codec.Inbound;
import im.stress.config.LedgerWindow;
import im.stress.config.MessageSettings;
import im.stress.measure.Flow;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;

/**
 * Lets one user write to its contacts in turn, on due times of its own: no answer, or lack of one,
 * moves them. Belongs to the user's event loop.
 */
final class MessageLoop extends IntervalLoop {
  private static final int PHASE_SALT = 1;

  private final Population population;
  private final UserLoop loop;
  private final ImUser user;
  private final MessageSettings settings;
  private final PendingReplies acks = new PendingReplies();

  /** One for all messages. */
  private final PendingReplies.Expiry noAckInTime = this::unanswered;

  private final Flow[] flows;
  private int nextNumber;
  private int nextPosition;

  MessageLoop(Population population, UserLoop loop, ImUser user) {
    super(
        population,
        loop,
        user.index(),
        PHASE_SALT,
        population.settings().message().interval(),
        population.settings().message().enabled());
    this.population = population;
    this.loop = loop;
    this.user = user;
    this.settings = population.settings().message();
    this.flows = new Flow[settings.enabled() ? population.contacts().perUser() : 0];
    LedgerWindow window = population.ledgerWindow();
    for (int position = 0; position < flows.length; position++) {
      int to = population.contacts().contact(user.index(), position);
      flows[position] = new Flow(user.index(), to, window.messages(), window.awaitedMessages());
    }
  }

  @Override
  void tick(long due) {
    int position = nextOnlineContact();
    if (position < 0) {
      loop.measure.count(Counter.MESSAGES_SKIPPED);
      return;
    }
    loop.measure.count(Counter.MESSAGES_INTENDED);
    if (user.link().congested()) {
      loop.measure.count(Counter.MESSAGES_BLOCKED);
      failed(due, "not sent: the server doesn't read");
    } else {
      send(flows[position], position, due);
    }
  }

  @Override
  Counter dueOffline() {
    return flows.length == 0 ? Counter.MESSAGES_SKIPPED : Counter.MESSAGES_OFFLINE;
  }

  private int nextOnlineContact() {
    for (int tried = 0; tried < flows.length; tried++) {
      int position = nextPosition;
      nextPosition = (nextPosition + 1) % flows.length;
      ImUser contact = population.user(flows[position].to());
      if (contact != null && contact.isOnline()) {
        return position;
      }
    }
    return -1;
  }

  private void send(Flow flow, int position, long due) {
    int number = nextNumber++;
    int sequence = flow.sent(number, loop.measure, population.measure().samples());
    if (loop.codec.acknowledgesMessages()) {
      acks.expect(due, reference(position, sequence), noAckInTime);
      user.deadlines().arm(due + settings.ackTimeout().toNanos());
    }
    long now = System.nanoTime();
    loop.measure.count(Counter.MESSAGES_SENT);
    loop.measure.record(Metric.SEND_LATENESS, due, now);
    long dueMicros = population.measure().clock().epochMicros(due);
    user.link().send(loop.chat.set(user.index(), flow.to(), number, sequence, dueMicros), now);
  }

  void acked(Inbound.ChatAck ack, long now) {
    if (ack.fromUser() != user.index()) {
      loop.measure.count(Counter.ACKS_UNKNOWN);
      return;
    }
    int number = ack.number();
    switch (acks.answer(number)) {
      case EXPECTED -> taken(ack, now);
      case LATE -> takenLate(ack, now);
      case FORGOTTEN -> loop.measure.count(Counter.ACKS_LATE);
      case REPEATED -> loop.measure.count(Counter.ACKS_DUPLICATED);
      case UNKNOWN -> loop.measure.count(Counter.ACKS_UNKNOWN);
    }
  }

  private void taken(Inbound.ChatAck ack, long now) {
    long due = acks.due(ack.number());
    if (ack.code() == 0) {
      markAcked(ack.number());
      loop.measure.count(Counter.MESSAGES_ACKED);
      loop.measure.answered(Metric.ACK, due, now);
    } else {
      loop.measure.count(Counter.MESSAGES_REFUSED);
      failed(due, population.refusals().bounded("refused with code " + ack.code()));
    }
  }

  /** The message was counted as unacked already, and told to Gatling's log. */
  private void takenLate(Inbound.ChatAck ack, long now) {
    if (ack.code() == 0) {
      markAcked(ack.number());
      loop.measure.count(Counter.ACKS_LATE);
      // The wait was as long as it was.
      loop.measure.record(Metric.ACK, acks.due(ack.number()), now);
    } else {
      loop.measure.count(Counter.MESSAGES_REFUSED_LATE);
    }
  }

  private void markAcked(int number) {
    long reference = acks.reference(number);
    flows[(int) (reference >>> 32)].acked((int) reference);
  }

  private static long reference(int position, int sequence) {
    return ((long) position << 32) | sequence;
  }

  void expire(long now) {
    acks.expireDueBy(now - settings.ackTimeout().toNanos(), noAckInTime);
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
    Metric operation = loop.codec.acknowledgesMessages() ? Metric.ACK : Metric.DELIVERY;
    loop.measure.failed(operation, due, System.nanoTime(), reason);
  }

  long nextDeadlineNanos() {
    return acks.waiting() == 0
        ? Long.MAX_VALUE
        : acks.oldestDue() + settings.ackTimeout().toNanos();
  }

  void connectionLost(String cause) {
    stop();
    giveUp("connection lost: " + cause);
    openGap();
  }

  /** What is under way now, from this user or to it, may be lost. */
  private void openGap() {
    for (Flow flow : flows) {
      flow.connectionLost();
    }
    for (int writer : population.contacts().writersTo(user.index())) {
      Flow flow = population.flow(writer, user.index());
      if (flow != null) {
        flow.connectionLost();
      }
    }
  }

  /** Nobody waits for acknowledgements any more. */
  void giveUp(String reason) {
    acks.expireDueBy(Long.MAX_VALUE, due -> unacked(due, reason));
  }

  /** The ledger of what this user writes to another; null = it doesn't. Safe on any thread. */
  Flow flowTo(int other) {
    int position = population.contacts().position(user.index(), other);
    return position < 0 || position >= flows.length ? null : flows[position];
  }

  void settle(LoopMeasure measure, LedgerSamples samples) {
    for (Flow flow : flows) {
      flow.settleAll(measure, samples);
    }
  }
}
