package im.stress.measure;

import java.util.Arrays;

/**
 * Messages as numbers, one list for each way to go wrong, by which the merge finds a message that
 * its sender's process calls lost and another process saw arrive. Holds what the recorder has not
 * written yet. Safe on any thread.
 */
public final class LedgerList {
  /** Flag of a lost message that the server had acknowledged. */
  public static final int ACKED = 1;

  /** Flag of a message that was under way when its sender or recipient lost the connection. */
  public static final int IN_GAP = 2;

  /** Numbers of each message: from, to, sequence, and the last one. */
  public static final int COLUMNS = 4;

  /** A list has at most so many: 16 MB here, if all come at once, and about 25 MB on disk. */
  public static final int MOST = 1_000_000;

  private static final int[] NONE = {};
  private static final int FIRST_CAPACITY = 64 * COLUMNS;

  private int[] fresh = NONE;
  private int used;
  private int taken;

  /** What stands for a group where a message has its recipient: below 0. */
  public static int ofGroup(int group) {
    return ~group;
  }

  /** The group that {@link #ofGroup} made this of; below 0 where it is a user. */
  public static int group(int to) {
    return ~to;
  }

  /** Keeps one message, if there is room; {@code last} is the value of the last column. */
  synchronized void add(int from, int to, int sequence, int last) {
    if (taken == MOST) {
      return;
    }
    taken++;
    if (used == fresh.length) {
      fresh = Arrays.copyOf(fresh, Math.max(FIRST_CAPACITY, 2 * used));
    }
    fresh[used++] = from;
    fresh[used++] = to;
    fresh[used++] = sequence;
    fresh[used++] = last;
  }

  /** The messages since the last call, {@link #COLUMNS} numbers each. */
  public synchronized int[] drain() {
    int[] drained = used == fresh.length ? fresh : Arrays.copyOf(fresh, used);
    fresh = NONE;
    used = 0;
    return drained;
  }
}
