package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Metric;

/**
 * The ledger of one group: which of its messages reached which member. A message is lost once for
 * each member whom it did not reach, wherever else it arrived and however often. Bounded: it tells
 * apart the last {@code window} messages, with three bits for each member of each. What leaves the
 * window before it arrived is lost, unless it is still waited for: then nobody can tell.
 *
 * <p>The members live on several event loops: one lock guards each ledger. A member holds it for
 * each message and each arrival, for some ten instructions and one for each 64 members when a
 * message is sent; only where a connection is lost does it look through the window. It makes no
 * object.
 */
public final class GroupLedger {
  private final int group;
  private final int firstUser;
  private final int window;
  private final long awaitedNanos;
  private final GroupMembers members;

  /** A row for each message. */
  private final MemberBits expected;

  private final MemberBits arrived;

  /** Who lost the connection, or whose sender did, while the message was under way. */
  private final MemberBits inGap;

  /** One row: senders of whom a message has arrived that is later than the one looked at. */
  private final MemberBits overtaken;

  /** Of each message: its sequence + 1, 0 = the entry is free. */
  private final int[] entries;

  private final int[] senders;
  private final int[] numbers;

  /** That of the sender. */
  private final int[] populations;

  private final int[] expectedCounts;
  private final int[] arrivedCounts;
  private final long[] sentNanos;
  private int nextSequence;

  /**
   * An empty ledger of a group in which nobody is.
   *
   * @param group its number
   * @param firstUser index of its first member; the others follow
   * @param most how many may come
   * @param window a power of two
   * @param awaitedNanos how long a message is waited for
   */
  public GroupLedger(int group, int firstUser, int most, int window, long awaitedNanos) {
    if (Integer.bitCount(window) != 1) {
      throw new IllegalArgumentException("window: expected a power of two, got " + window);
    }
    this.group = group;
    this.firstUser = firstUser;
    this.window = window;
    this.awaitedNanos = awaitedNanos;
    members = new GroupMembers(most);
    expected = new MemberBits(window, most);
    arrived = new MemberBits(window, most);
    inGap = new MemberBits(window, most);
    overtaken = new MemberBits(1, most);
    entries = new int[window];
    senders = new int[window];
    numbers = new int[window];
    populations = new int[window];
    expectedCounts = new int[window];
    arrivedCounts = new int[window];
    sentNanos = new long[window];
  }

  /** The number of the group. */
  public int group() {
    return group;
  }

  /** This user asks to be a member, or is one without asking: the group may reach it. */
  public synchronized void asks(int user) {
    members.asks(user - firstUser);
  }

  /** From now on, messages to the group are expected to reach this user. */
  public synchronized void joined(int user, LoopMeasure measure) {
    int member = user - firstUser;
    if (members.joined(member)) {
      measure.count(Counter.GROUP_MEMBERS);
      measure.count(Counter.GROUPS, members.isFirst(member) ? 1 : 0);
    }
  }

  /**
   * The server does not let this user join: as long as it is online, messages to the group are
   * intended for it, and not delivered.
   */
  public synchronized void refused(int user) {
    members.refused(user - firstUser);
  }

  /** The same, since the server does not answer; the user may still join. */
  public synchronized void unanswered(int user) {
    members.unanswered(user - firstUser);
  }

  /** This user is not waited for any more; it may come all the same. */
  public synchronized void staysOut(int user) {
    members.staysOut(user - firstUser);
  }

  /** Whether each user who may come has come, or won't. */
  public synchronized boolean isReady() {
    return members.isReady();
  }

  /** Whether anybody but this user is online and should get the messages to the group. */
  public synchronized boolean hasOthers(int user) {
    return members.hasOthers(user - firstUser);
  }

  /**
   * Opens an entry for the next message, expected at all members who are online but its sender, and
   * closes the one that it displaces. To those who asked in vain to be members it fails at once.
   *
   * @param number the sender's own number of the message
   * @param now a reading of {@link System#nanoTime()}
   * @return the sequence of the message in this group
   */
  public synchronized int sent(
      int sender, int number, long now, LoopMeasure measure, LedgerSamples samples) {
    int sequence = nextSequence++;
    if (sequence == Integer.MAX_VALUE) {
      throw new IllegalStateException("group " + group + ": sequence exhausted");
    }
    int slot = slotOf(sequence);
    if (entries[slot] != 0) {
      close(slot, now - sentNanos[slot] < awaitedNanos, measure, samples);
    }
    entries[slot] = sequence + 1;
    senders[slot] = sender;
    numbers[slot] = number;
    populations[slot] = measure.population();
    sentNanos[slot] = now;
    members.copyPresentBut(sender - firstUser, expected, slot);
    arrived.clear(slot);
    inGap.clear(slot);
    expectedCounts[slot] = expected.count(slot);
    arrivedCounts[slot] = 0;
    int barred = members.barredBut(sender - firstUser);
    measure.count(Counter.GROUP_DELIVERIES_INTENDED, expectedCounts[slot] + barred);
    measure.count(Counter.GROUP_DELIVERIES_NOT_JOINED, barred);
    failed(barred, "group message to a user who could not join", measure);
    return sequence;
  }

  /** A message arrived at a user who may be a member; {@code arrival} tells what that means. */
  public synchronized void arrived(int sequence, int user, GroupArrival arrival) {
    int slot = slotOf(sequence);
    int member = user - firstUser;
    if (entries[slot] != sequence + 1) {
      arrival.set(GroupArrival.Kind.STALE);
    } else if (arrived.get(slot, member)) {
      arrival.set(GroupArrival.Kind.DUPLICATE);
    } else {
      arrived.set(slot, member);
      firstArrival(slot, member, arrival);
    }
  }

  private void firstArrival(int slot, int member, GroupArrival arrival) {
    if (expected.get(slot, member)) {
      arrival.setExpected(++arrivedCounts[slot], expectedCounts[slot]);
    } else if (members.mayBeMember(member)) {
      arrival.set(GroupArrival.Kind.UNEXPECTED);
    } else {
      arrival.set(GroupArrival.Kind.STRANGER);
    }
  }

  /** Whether this message was sent, and the window has not passed it. */
  public synchronized boolean knows(int sequence) {
    return entries[slotOf(sequence)] == sequence + 1;
  }

  /**
   * A user has lost the connection: should what is under way from it or to it be lost, it was in
   * that gap. A message that a later one of its sender has overtaken was lost before.
   */
  public synchronized void connectionLost(int user) {
    int lost = user - firstUser;
    members.connectionLost(lost);
    overtaken.clear(0);
    for (int sequence = nextSequence - 1; sequence >= nextSequence - window; sequence--) {
      int slot = slotOf(sequence);
      if (sequence < 0 || entries[slot] != sequence + 1) {
        return;
      }
      int sender = senders[slot] - firstUser;
      if (sender == lost ? arrivedCounts[slot] > 0 : arrived.get(slot, lost)) {
        overtaken.set(0, sender);
      } else if (!overtaken.get(0, sender)) {
        openGap(slot, sender, lost);
      }
    }
  }

  private void openGap(int slot, int sender, int lost) {
    if (sender == lost) {
      inGap.copy(slot, expected, slot);
    } else {
      inGap.set(slot, lost);
    }
  }

  /**
   * Closes all entries at the end of the run, when nothing moves any more; a second call is idle.
   */
  public synchronized void settleAll(LoopMeasure measure, LedgerSamples samples) {
    for (int slot = 0; slot < window; slot++) {
      if (entries[slot] != 0) {
        close(slot, false, measure, samples);
        entries[slot] = 0;
      }
    }
  }

  private void close(int slot, boolean awaited, LoopMeasure closing, LedgerSamples samples) {
    LoopMeasure measure = closing.ofPopulation(populations[slot]);
    int missing = expectedCounts[slot] - arrivedCounts[slot];
    if (missing > 0 && awaited) {
      measure.count(Counter.GROUP_DELIVERIES_FATE_UNKNOWN, missing);
    } else if (missing > 0) {
      measure.count(Counter.GROUP_DELIVERIES_LOST, missing);
      measure.count(Counter.GROUP_DELIVERIES_LOST_IN_GAP, expected.count(slot, inGap, arrived));
      failed(missing, "group message lost", measure);
      samples.lostOfGroup(senders[slot], group, entries[slot] - 1, numbers[slot]);
    }
  }

  private static void failed(int deliveries, String reason, LoopMeasure measure) {
    long now = System.nanoTime();
    for (int i = 0; i < deliveries; i++) {
      measure.failed(Metric.GROUP_DELIVERY, now, now, reason);
    }
  }

  private int slotOf(int sequence) {
    return sequence & (window - 1);
  }
}
