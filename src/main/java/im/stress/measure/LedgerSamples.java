package im.stress.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The first messages that went wrong, to look up in the server's logs. Safe on any thread: messages
 * that go wrong are rare, and only the first thousand are kept.
 */
public final class LedgerSamples {
  /** Enough to find a pattern in a server's log. */
  static final int MAX_SAMPLES = 1_000;

  private List<Sample> fresh = new ArrayList<>();
  private int taken;

  /** Keeps one message, if there is room. */
  void add(String fate, int from, int to, int number) {
    keep(new Sample(fate, from, to, number));
  }

  /** A message of {@code from} to {@code to} arrived at user {@code at}. */
  public void misrouted(int from, int to, int at) {
    keep(new Sample("misrouted to user " + at, from, to, -1));
  }

  /** A frame that user {@code at} could not read. */
  public void unreadable(int at, String detail) {
    keep(new Sample("unreadable: " + detail, -1, at, -1));
  }

  private synchronized void keep(Sample sample) {
    if (taken < MAX_SAMPLES) {
      taken++;
      fresh.add(sample);
    }
  }

  /** The samples since the last call. */
  synchronized List<Sample> drain() {
    List<Sample> drained = fresh;
    fresh = new ArrayList<>();
    return drained;
  }

  /** What became of a message, between whom, the sender's own number of it; -1 = not known. */
  record Sample(String fate, int from, int to, int number) {}
}
