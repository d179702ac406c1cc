package im.stress.user;

import im.stress.config.MessageSettings;
import im.stress.measure.Flow;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets one user write to its contacts in turn, on due times of its own: no answer, or lack of one,
 * moves them, unless they are those of a closed loop. There a message is due when it is sent, so
 * that its latency is the service time. Belongs to the user's event loop.
 */
final class MessageLoop extends IntervalLoop {
  private static final int PHASE_SALT = 1;

  /** In a closed loop, how soon a user tries again who could not write. */
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final UserLoop loop;
  private final UserContext context;
  private final Speaker user;
  private final int sizeBytes;
  private final boolean closed;
  private final Flow[] flows;
  private final Acks acks;
  private int nextPosition;

  /** A loop of this kind of messages; {@link #begin} lets it run. */
  MessageLoop(UserLoop loop, Speaker user, Acks acks, Messaging messaging) {
    super(
        loop,
        dueTimes(
            loop.context,
            user.index(),
            PHASE_SALT,
            messaging.settings().interval(),
            messaging.settings().arrivals()),
        messaging.settings().enabled());
    this.loop = loop;
    this.context = loop.context;
    this.user = user;
    this.sizeBytes = messaging.settings().sizeBytes();
    this.closed = messaging.settings().arrivals() == MessageSettings.Arrivals.CLOSED;
    this.flows = context.ledgers.open(user.index(), messaging);
    this.acks = acks;
    acks.mark(flows, this::settled, this::notSent);
  }

  /**
   * Due times of a loop of messages.
   *
   * @param salt tells the loops of a user apart
   */
  static DueTimes dueTimes(
      UserContext context, int user, int salt, Duration time, MessageSettings.Arrivals arrivals) {
    long interval = time.toNanos();
    long seed = context.settings.run().seed();
    return switch (arrivals) {
      case UNIFORM -> DueTimes.uniform(interval, Phases.phaseNanos(seed, user, salt, interval));
      case POISSON -> DueTimes.poisson(interval, Phases.startOf(seed, user, salt));
      case CLOSED -> DueTimes.closed();
    };
  }

  @Override
  void tick(long due) {
    if (context.traits.delivers()) {
      write(due);
    } else {
      request(due);
    }
  }

  /** Where messages come to nobody, nobody has to be there. */
  private void request(long planned) {
    loop.measure.count(Counter.MESSAGES_INTENDED);
    if (user.congested()) {
      blocked(planned);
      return;
    }
    int number = acks.nextNumber();
    long now = System.nanoTime();
    long due = closed ? now : planned;
    acks.expectOfRequest(due);
    say(user.index(), number, number, due, now);
  }

  /** What could not be sent is no answer: a server that is gone sets no pace. */
  private void notSent(long now) {
    retry(now + RETRY_NANOS);
  }

  private void blocked(long due) {
    loop.measure.count(Counter.MESSAGES_BLOCKED);
    failed(due, "not sent: the server doesn't read");
    retry(due + RETRY_NANOS);
  }

  private void write(long due) {
    int position = nextOnlineContact();
    if (position < 0) {
      loop.measure.count(Counter.MESSAGES_SKIPPED);
      retry(due + RETRY_NANOS);
      return;
    }
    loop.measure.count(Counter.MESSAGES_INTENDED);
    if (user.congested()) {
      blocked(due);
    } else {
      send(flows[position], position, due);
    }
  }

  @Override
  Counter dueOffline() {
    boolean nobodyToWriteTo = context.traits.delivers() && flows.length == 0;
    return nobodyToWriteTo ? Counter.MESSAGES_SKIPPED : Counter.MESSAGES_OFFLINE;
  }

  private int nextOnlineContact() {
    for (int tried = 0; tried < flows.length; tried++) {
      int position = nextPosition;
      nextPosition = (nextPosition + 1) % flows.length;
      if (context.roster.isOnline(flows[position].to())) {
        return position;
      }
    }
    return -1;
  }

  private void send(Flow flow, int position, long planned) {
    int number = acks.nextNumber();
    int sequence = flow.sent(number, loop.measure, context.measure.samples());
    long now = System.nanoTime();
    long due = closed ? now : planned;
    acks.expect(due, position, sequence);
    say(flow.to(), number, sequence, due, now);
  }

  private void say(int to, int number, int sequence, long due, long now) {
    loop.measure.count(Counter.MESSAGES_SENT);
    if (closed) {
      loop.measure.count(Counter.MESSAGES_IN_CLOSED_LOOP);
    } else {
      loop.measure.record(Metric.SEND_LATENESS, due, now);
    }
    long dueMicros = context.measure.clock().epochMicros(due);
    loop.chat.sized(sizeBytes);
    user.chat(loop.chat.set(user.index(), to, number, sequence, dueMicros));
  }

  private void failed(long due, String reason) {
    Metric operation = acks.awaited(AckKind.CHAT) ? Metric.ACK : Metric.DELIVERY;
    loop.measure.failed(operation, due, System.nanoTime(), reason);
  }

  void connectionLost() {
    stop();
    for (Flow flow : flows) {
      flow.connectionLost();
    }
  }

  void settle(LoopMeasure measure, LedgerSamples samples) {
    for (Flow flow : flows) {
      flow.settleAll(measure, samples);
    }
  }
}
