package im.stress.measure;

import java.util.Arrays;

/**
 * Messages that have left the window of a {@link Flow} before they arrived, and may still be found:
 * where users poll, a last look decides. Safe on any thread.
 */
public final class Displaced {
  /** For each flow, 8 bytes each: more than a poll passes over in an hour at one a second. */
  private static final int MOST = 4_096;

  private static final int FIRST_ROOM = 4;

  private int[] entries = {};
  private int[] numbers = {};
  private int count;

  /** Hears of messages. */
  interface Taker {
    /** One of them: its entry in the ledger, and its sender's own number of it. */
    void take(int entry, int number);
  }

  /** Keeps one; false = there are too many. */
  synchronized boolean keep(int entry, int number) {
    if (count == MOST) {
      return false;
    }
    if (count == entries.length) {
      int room = Math.max(FIRST_ROOM, count * 2);
      entries = Arrays.copyOf(entries, room);
      numbers = Arrays.copyOf(numbers, room);
    }
    entries[count] = entry;
    numbers[count++] = number;
    return true;
  }

  /** Takes the one whose entry is this, apart from its lowest bits; false = it isn't there. */
  synchronized boolean take(int entry, int lowestBits) {
    for (int i = 0; i < count; i++) {
      if (entries[i] >>> lowestBits == entry >>> lowestBits) {
        count--;
        entries[i] = entries[count];
        numbers[i] = numbers[count];
        return true;
      }
    }
    return false;
  }

  /** Takes all. */
  synchronized void takeAll(Taker taker) {
    for (int i = 0; i < count; i++) {
      taker.take(entries[i], numbers[i]);
    }
    count = 0;
  }
}
