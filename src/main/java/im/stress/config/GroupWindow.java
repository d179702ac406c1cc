package im.stress.config;

import java.time.Duration;

/**
 * How many messages to one group a process can tell apart at a time.
 *
 * @param messages the window of the ledger of each group, a power of two
 * @param awaited how long a message is waited for
 * @param shortfall one line that says what a window that is too small means, and how to mend it;
 *     empty when it is large enough
 */
public record GroupWindow(int messages, Duration awaited, String shortfall) {
  private static final int LEAST = 16;
  private static final int MOST = 1 << 20;

  /** For the ledgers of all groups of a process: half of what those of single users may take. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  /** Of a message beside the bits of its members: six numbers and a time. */
  private static final int BYTES_PER_MESSAGE = 6 * Integer.BYTES + Long.BYTES;

  /** Expected, arrived, and under way when a connection was lost. */
  private static final int BITS_PER_MEMBER = 3;

  /** The window of a process with so many users, who write to groups as the settings have it. */
  public static GroupWindow of(StressSettings settings, int users) {
    return of(settings, settings.groupMessage(), users);
  }

  /** The window of a process with so many users, if all of them write messages of this kind. */
  public static GroupWindow of(StressSettings settings, MessageSettings message, int users) {
    Duration awaited = message.ackTimeout().plus(settings.run().grace()).plus(LedgerWindow.MARGIN);
    GroupSettings groups = settings.groups();
    if (!groups.enabled() || !message.enabled()) {
      return new GroupWindow(LEAST, awaited, "");
    }
    int members = Math.min(groups.size(), users);
    long interval = Math.max(1, message.interval().toNanos() / members);
    int needed = LedgerWindow.writtenWithin(awaited, interval, message.arrivals());
    int fitting = fitting((long) groups.count(users) * bytesPerMessage(members));
    int window = Math.min(LedgerWindow.atLeast(needed), fitting);
    String shortfall = window >= needed ? "" : told(window, interval, awaited);
    return new GroupWindow(window, awaited, shortfall);
  }

  private static long bytesPerMessage(int members) {
    return BYTES_PER_MESSAGE + BITS_PER_MEMBER * Long.BYTES * ((members + 63L) / 64);
  }

  private static int fitting(long bytesPerMessageOfAll) {
    long messages = Math.max(1, MOST_BYTES / bytesPerMessageOfAll);
    return (int) Math.max(LEAST, Long.highestOneBit(Math.min(messages, MOST)));
  }

  private static String told(int window, long intervalNanos, Duration awaited) {
    return ("im.groups: %d messages to one group last for %s, and a message is waited for up to %s"
            + " (im.message.ack-timeout + im.run.grace + 10s). What arrives later counts neither as"
            + " delivered nor as lost (groupDeliveriesFateUnknown). A process holds at most %d, and"
            + " %d MB of them for all its groups: use more processes (--shards), a longer"
            + " im.groups.interval or a shorter im.message.ack-timeout")
        .formatted(
            window,
            Times.text(Duration.ofMillis(intervalNanos * window / 1_000_000)),
            Times.text(awaited),
            MOST,
            MOST_BYTES / 1024 / 1024);
  }
}
