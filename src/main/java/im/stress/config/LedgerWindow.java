package im.stress.config;

import java.time.Duration;

/**
 * How many messages from one user to another a process can tell apart at a time, and how many it
 * should.
 *
 * @param messages the window of each ledger from one user to another, a power of two
 * @param awaitedMessages how many messages one user writes while each of them is still waited for;
 *     0 = users write none
 * @param shortfall one line that says what a window that is too small means, and how to mend it;
 *     empty when it is large enough
 */
public record LedgerWindow(int messages, int awaitedMessages, String shortfall) {
  private static final int LEAST = 16;

  /** A message each millisecond for 17 minutes. */
  private static final int MOST = 1 << 20;

  /** The entry of a message in a ledger: sequence and flags, and the sender's own number. */
  private static final int BYTES_PER_MESSAGE = 8;

  /**
   * For all ledgers of a process: a quarter of the heap that it has beside that of its users. Holds
   * 16,777,216 messages: 25 s of 670,000 messages a second.
   */
  private static final long MOST_BYTES = 128L * 1024 * 1024;

  /**
   * The number of random arrivals in a time has a standard deviation of the square root of its
   * mean; past 7 of them is one case in 10^11 (Gauss), and some more where the mean is small.
   */
  private static final int DEVIATIONS = 7;

  /** In a closed loop, a server is expected to take so long for an answer, or longer. */
  private static final Duration SHORTEST_ANSWER = Duration.ofMillis(1);

  /** Time beyond ack timeout and grace after which nobody expects a message any more. */
  static final Duration MARGIN = Duration.ofSeconds(10);

  /** The window of a process with so many users, who write as the settings have it. */
  public static LedgerWindow of(StressSettings settings, int users) {
    return of(settings, settings.message(), users);
  }

  /** The window of a process with so many users, who write messages of this kind. */
  public static LedgerWindow of(StressSettings settings, MessageSettings message, int users) {
    if (!message.enabled()) {
      return new LedgerWindow(LEAST, 0, "");
    }
    Duration awaited = message.ackTimeout().plus(settings.run().grace()).plus(MARGIN);
    Duration interval =
        message.arrivals() == MessageSettings.Arrivals.CLOSED
            ? SHORTEST_ANSWER
            : message.interval();
    int awaitedMessages = writtenWithin(awaited, interval.toNanos(), message.arrivals());
    int contacts = Math.max(1, Math.min(message.contacts().count(), users - 1));
    int fitting = fitting((long) users * contacts);
    int derived = Math.min(atLeast(awaitedMessages), fitting);
    int given = message.ledgerWindow();
    int window = given == 0 ? derived : Math.min(given, fitting);
    // A user writes to its contacts in turn: together they hold what it has on its way.
    long held = (long) window * contacts;
    String shortfall =
        held >= awaitedMessages
            ? ""
            : told(window, interval.multipliedBy(held), awaited) + mend(window, derived);
    return new LedgerWindow(window, awaitedMessages, shortfall);
  }

  /** Most messages that are due within a time, one each interval or at random. */
  static int writtenWithin(Duration time, long intervalNanos, MessageSettings.Arrivals arrivals) {
    double mean = (double) time.toNanos() / intervalNanos;
    double most =
        arrivals == MessageSettings.Arrivals.POISSON
            ? mean + DEVIATIONS * Math.sqrt(mean) + DEVIATIONS
            : mean;
    return (int) Math.min((long) most + 1, Integer.MAX_VALUE);
  }

  /** A power of two that is so large or larger, within the bounds. */
  static int atLeast(int messages) {
    int bounded = Math.min(Math.max(messages, LEAST), MOST);
    return Integer.highestOneBit(bounded - 1) << 1;
  }

  /** The largest window with which so many ledgers fit into the memory for them. */
  private static int fitting(long ledgers) {
    long messages = MOST_BYTES / BYTES_PER_MESSAGE / Math.max(1, ledgers);
    return (int) Math.max(LEAST, Long.highestOneBit(Math.min(messages, MOST)));
  }

  private static String told(int window, Duration held, Duration awaited) {
    return ("im.message.ledger-window: %d messages from one user to another last for %s, and a"
            + " message is waited for up to %s (im.message.ack-timeout + im.run.grace + 10s). What"
            + " arrives later than %s counts neither as delivered nor as lost"
            + " (messagesFateUnknown). ")
        .formatted(window, Times.text(held), Times.text(awaited), Times.text(held));
  }

  private static String mend(int window, int derived) {
    return window < derived
        ? "Set it to 0 (derived) or to %d".formatted(derived)
        : ("A process holds at most %d, and %d MB of them for all its users: use more processes"
                + " (--shards), a longer im.message.interval or a shorter im.message.ack-timeout")
            .formatted(MOST, MOST_BYTES / 1024 / 1024);
  }

  /** Reads the setting: a window given by the user, or 0. */
  static int given(SettingsReader in) {
    Setting setting = in.setting("im.message.ledger-window");
    int window = (int) WholeNumber.of(setting, "", 0, MOST);
    if (window != 0 && (window < LEAST || Integer.bitCount(window) != 1)) {
      throw setting.expected("0 or a power of two from %d to %d".formatted(LEAST, MOST));
    }
    return window;
  }
}
