package im.stress.measure;

import im.stress.model.Fate;
import java.util.ArrayList;
import java.util.List;

/**
 * The first messages that went wrong: a thousand with their names, to look up in the server's logs,
 * and a million of those that the merge must compare with other processes. Safe on any thread:
 * messages that go wrong are rare.
 */
public final class LedgerSamples {
  /** Enough to find a pattern in a server's log. */
  public static final int MAX_SAMPLES = 1_000;

  private final LedgerList lost = new LedgerList();
  private final LedgerList misrouted = new LedgerList();
  private List<Sample> fresh = new ArrayList<>();
  private int taken;

  /**
   * A message reached nobody of this process.
   *
   * @param sequence its position among the messages of {@code from} to {@code to}
   * @param number the sender's own number of it
   */
  public void lost(int from, int to, int sequence, int number, boolean acked, boolean inGap) {
    int flags = (acked ? LedgerList.ACKED : 0) | (inGap ? LedgerList.IN_GAP : 0);
    lost.add(from, to, sequence, flags);
    keep(
        new Sample(
            (acked ? Fate.ACKED_NOT_DELIVERED : Fate.LOST).key(), from, to, sequence, number));
  }

  /** A message to a group did not reach each member of whom it was expected. */
  public void lostOfGroup(int from, int group, int sequence, int number) {
    keep(new Sample(Fate.LOST.key(), from, LedgerList.ofGroup(group), sequence, number));
  }

  /** A message of {@code from} to {@code to} arrived at user {@code at}. */
  public void misrouted(int from, int to, int sequence, int at) {
    keep(new Sample(Fate.misroutedTo(at), from, to, sequence, -1));
  }

  /** The same, where {@code from} is a user of another process. */
  public void misroutedFromElsewhere(int from, int to, int sequence, int at) {
    misrouted.add(from, to, sequence, at);
    misrouted(from, to, sequence, at);
  }

  /** A message of {@code from} to a group arrived at user {@code at}, who is no member. */
  public void groupMisrouted(int from, int group, int sequence, int at) {
    misrouted(from, LedgerList.ofGroup(group), sequence, at);
  }

  /** A frame that user {@code at} could not read. */
  public void unreadable(int at, String detail) {
    keep(new Sample(Fate.unreadable(detail), -1, at, -1, -1));
  }

  private synchronized void keep(Sample sample) {
    if (taken < MAX_SAMPLES) {
      taken++;
      fresh.add(sample);
    }
  }

  /** The samples since the last call. */
  public synchronized List<Sample> drain() {
    List<Sample> drained = fresh;
    fresh = new ArrayList<>();
    return drained;
  }

  /** Messages that users of this process wrote and that reached none of them. */
  public LedgerList lost() {
    return lost;
  }

  /** Arrivals, at wrong users, of messages that users of other processes wrote. */
  public LedgerList misrouted() {
    return misrouted;
  }

  /**
   * What became of a message, between whom, and its two numbers; -1 = not known. A group that it
   * was sent to is {@link LedgerList#ofGroup} in {@code to}.
   */
  public record Sample(String fate, int from, int to, int sequence, int number) {}
}
