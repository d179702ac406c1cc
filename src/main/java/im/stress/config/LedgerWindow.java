package im.stress.config;

import java.time.Duration;

/** Reads {@code im.message.ledger-window}, a power of two; 0 = derived from the times. */
final class LedgerWindow {
  private static final int LEAST = 16;
  private static final int MOST = 1024;

  /** Time beyond ack timeout and grace after which nobody expects a message any more. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private LedgerWindow() {}

  /**
   * The window in messages.
   *
   * @param interval between two messages of a user; zero = no messages
   * @param onTheWay longest time for which a message is waited for
   */
  static int read(SettingsReader in, Duration interval, Duration onTheWay) {
    Setting setting = in.setting("im.message.ledger-window");
    int window = (int) WholeNumber.of(setting, "", 0, MOST);
    if (window == 0) {
      return derived(interval, onTheWay);
    }
    if (window < LEAST || Integer.bitCount(window) != 1) {
      throw setting.expected("0 or a power of two from %d to %d".formatted(LEAST, MOST));
    }
    return window;
  }

  private static int derived(Duration interval, Duration onTheWay) {
    if (interval.isZero()) {
      return LEAST;
    }
    long covered = onTheWay.plus(MARGIN).toNanos() / interval.toNanos() + 1;
    int bounded = (int) Math.min(Math.max(covered, LEAST), MOST);
    return Integer.highestOneBit(bounded - 1) << 1;
  }
}
