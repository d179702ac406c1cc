package im.stress.user;

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
  private final Contacts contacts;
  private final Flow[] flows;
  private final Acks acks;
  private int nextPosition;

  /** A loop of this kind of messages; {@link #begin} lets it run. */
  MessageLoop(Population population, UserLoop loop, ImUser user, Messaging messaging) {
    super(
        population,
        loop,
        dueTimes(population, messaging.settings(), user.index(), PHASE_SALT),
        messaging.settings().enabled());
    this.population = population;
    this.loop = loop;
    this.user = user;
    this.settings = messaging.settings();
    this.contacts = messaging.contacts();
    this.flows = new Flow[messaging.recipients()];
    LedgerWindow window = messaging.window();
    for (int position = 0; position < flows.length; position++) {
      int to = contacts.contact(user.index(), position);
      flows[position] = new Flow(user.index(), to, window.messages(), window.awaitedMessages());
    }
    this.acks = new Acks(population, loop, settings.ackTimeout(), flows);
  }

  private static DueTimes dueTimes(
      Population population, MessageSettings settings, int user, int salt) {
    return dueTimes(population, settings.interval().toNanos(), settings.arrivals(), user, salt);
  }

  /** Due times of one loop of a user; {@code salt} tells its loops apart. */
  static DueTimes dueTimes(
      Population population, long interval, MessageSettings.Arrivals arrivals, int user, int salt) {
    long seed = population.settings().run().seed();
    return switch (arrivals) {
      case UNIFORM -> DueTimes.uniform(interval, Phases.phaseNanos(seed, user, salt, interval));
      case POISSON -> DueTimes.poisson(interval, Phases.startOf(seed, user, salt));
    };
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

  Acks acks() {
    return acks;
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
    int number = acks.nextNumber();
    int sequence = flow.sent(number, loop.measure, population.measure().samples());
    acks.expect(due, position, sequence);
    if (acks.awaited(AckKind.CHAT)) {
      user.loops().deadlines().arm(due + settings.ackTimeout().toNanos());
    }
    long now = System.nanoTime();
    loop.measure.count(Counter.MESSAGES_SENT);
    loop.measure.record(Metric.SEND_LATENESS, due, now);
    long dueMicros = population.measure().clock().epochMicros(due);
    loop.chat.set(user.index(), flow.to(), number, sequence, dueMicros);
    user.link().chat(loop.chat.sized(settings.sizeBytes()));
  }

  private void failed(long due, String reason) {
    Metric operation = acks.awaited(AckKind.CHAT) ? Metric.ACK : Metric.DELIVERY;
    loop.measure.failed(operation, due, System.nanoTime(), reason);
  }

  void connectionLost(String cause) {
    stop();
    acks.connectionLost("connection lost: " + cause);
    for (Flow flow : flows) {
      flow.connectionLost();
    }
  }

  /** The ledger of what this user writes to another; null = it doesn't. Safe on any thread. */
  Flow flowTo(int other) {
    int position = contacts.position(user.index(), other);
    return position < 0 || position >= flows.length ? null : flows[position];
  }

  void settle(LoopMeasure measure, LedgerSamples samples) {
    for (Flow flow : flows) {
      flow.settleAll(measure, samples);
    }
  }
}
