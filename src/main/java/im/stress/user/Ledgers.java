package im.stress.user;

import im.stress.config.LedgerWindow;
import im.stress.config.MessageSettings;
import im.stress.config.StressSettings;
import im.stress.measure.Displaced;
import im.stress.measure.Flow;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the users of a process write to each other, by who writes. Safe on any thread. */
final class Ledgers {
  private final StressSettings settings;
  private final Set<MessageSettings> planned;
  private final Roster roster;
  private final boolean polled;
  private final Messaging silence;
  private final Map<MessageSettings, Messaging> messagings = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<Written> written;

  /** The ledgers of one user, by the positions of its contacts. */
  private static final class Written {
    private final Contacts contacts;
    private final Flow[] flows;

    Written(Contacts contacts, Flow[] flows) {
      this.contacts = contacts;
      this.flows = flows;
    }

    Flow between(int from, int to) {
      int position = contacts.position(from, to);
      return position < 0 || position >= flows.length ? null : flows[position];
    }
  }

  /**
   * Nobody writes yet.
   *
   * @param planned all kinds of messages that some will write
   * @param polled whether a message may be found long after it was sent
   */
  Ledgers(StressSettings settings, Set<MessageSettings> planned, Roster roster, boolean polled) {
    this.settings = settings;
    this.planned = planned;
    this.roster = roster;
    this.polled = polled;
    this.silence = newMessaging(settings.message().off());
    this.written = new AtomicReferenceArray<>(roster.count());
  }

  /** The messages of a user who isn't told to write any. */
  Messaging silence() {
    return silence;
  }

  /** What the users share who write like this. */
  Messaging messaging(MessageSettings message) {
    return messagings.computeIfAbsent(message, this::newMessaging);
  }

  /**
   * Whom this user may write to, and who may write to it: nobody knows yet which of the planned
   * kinds a user will be told.
   */
  int[] around(int user) {
    return planned.stream()
        .filter(MessageSettings::enabled)
        .map(message -> messaging(message).contacts())
        .flatMapToInt(contacts -> around(user, contacts))
        .distinct()
        .toArray();
  }

  private static IntStream around(int user, Contacts contacts) {
    IntStream writtenTo =
        IntStream.range(0, contacts.perUser()).map(position -> contacts.contact(user, position));
    return IntStream.concat(writtenTo, IntStream.of(contacts.writersTo(user)));
  }

  private Messaging newMessaging(MessageSettings message) {
    int count = roster.count();
    return new Messaging(
        message,
        new Contacts(message.contacts(), roster.first(), count),
        LedgerWindow.of(settings, message, count));
  }

  /** The ledgers of a user who writes like this from now on, by the positions of its contacts. */
  Flow[] open(int from, Messaging messaging) {
    Flow[] flows = new Flow[messaging.recipients()];
    LedgerWindow window = messaging.window();
    for (int position = 0; position < flows.length; position++) {
      int to = messaging.contacts().contact(from, position);
      Displaced displaced = polled ? new Displaced() : null;
      flows[position] = new Flow(from, to, window.messages(), window.awaitedMessages(), displaced);
    }
    written.set(from - roster.first(), new Written(messaging.contacts(), flows));
    return flows;
  }

  /** The ledger of what one user writes to another; null = it doesn't. */
  Flow between(int from, int to) {
    Written ofSender = roster.includes(from) ? written.get(from - roster.first()) : null;
    return ofSender == null ? null : ofSender.between(from, to);
  }

  /** A user has no connection any more: what is under way to it may be lost. */
  void openGapTo(int index) {
    eachTo(index, Flow::connectionLost);
  }

  /** A user can't say any more what has not come to it. */
  void unseenBy(int index) {
    eachTo(index, Flow::lookFailed);
  }

  private void eachTo(int index, Consumer<Flow> what) {
    for (Messaging messaging : messagings.values()) {
      for (int writer : messaging.contacts().writersTo(index)) {
        Flow flow = between(writer, index);
        if (flow != null) {
          what.accept(flow);
        }
      }
    }
  }
}
