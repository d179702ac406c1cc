package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Metric;
import java.util.Arrays;

/**
 * The ledger of one group: which of its messages reached which member. Bounded: it tells apart the
 * last {@code window} messages, with three bits for each member of each. What leaves the window
 * before it arrived is lost, unless it is still waited for: then nobody can tell.
 *
 * <p>The members live on several event loops: one lock guards each ledger. A member holds it for
 * each message and each arrival, for some ten instructions and one for each 64 members when a
 * message is sent; only where a connection is lost does it look through the window. It makes no
 * object.
 */
public final class GroupLedger {
  private final int group;
  private final int firstUser;
  private final int members;
  private final int window;
  private final long awaitedNanos;

  /** One row: who is known to be a member with a connection. */
  private final MemberBits present;

  /** One row: who is not waited for any more, since it has come or won't. */
  private final MemberBits decided;

  /** A row for each message. */
  private final MemberBits expected;

  private final MemberBits arrived;

  /** Who lost the connection, or whose sender did, while the message was under way. */
  private final MemberBits inGap;

  /** Of each message: its sequence + 1, 0 = the entry is free. */
  private final int[] entries;

  private final int[] senders;
  private final int[] numbers;

  /** That of the sender. */
  private final int[] populations;

  private final int[] expectedCounts;
  private final int[] arrivedCounts;
  private final int[] misroutedCounts;
  private final long[] sentNanos;
  private final int[] highestArrived;
  private int presentCount;
  private int nextSequence;

  /**
   * An empty ledger of a group in which nobody is.
   *
   * @param group its number
   * @param firstUser index of its first member; the others follow
   * @param members how many may come
   * @param window a power of two
   * @param awaitedNanos how long a message is waited for
   */
  public GroupLedger(int group, int firstUser, int members, int window, long awaitedNanos) {
    if (Integer.bitCount(window) != 1) {
      throw new IllegalArgumentException("window: expected a power of two, got " + window);
    }
    this.group = group;
    this.firstUser = firstUser;
    this.members = members;
    this.window = window;
    this.awaitedNanos = awaitedNanos;
    present = new MemberBits(1, members);
    decided = new MemberBits(1, members);
    expected = new MemberBits(window, members);
    arrived = new MemberBits(window, members);
    inGap = new MemberBits(window, members);
    entries = new int[window];
    senders = new int[window];
    numbers = new int[window];
    populations = new int[window];
    expectedCounts = new int[window];
    arrivedCounts = new int[window];
    misroutedCounts = new int[window];
    sentNanos = new long[window];
    highestArrived = new int[members];
    Arrays.fill(highestArrived, -1);
  }

  /** The number of the group. */
  public int group() {
    return group;
  }

  /** From now on, messages to the group are expected to reach this user. */
  public synchronized void joined(int user) {
    int member = user - firstUser;
    if (!present.get(0, member)) {
      present.set(0, member);
      decided.set(0, member);
      presentCount++;
    }
  }

  /** This user is not waited for any more; it may come all the same. */
  public synchronized void staysOut(int user) {
    decided.set(0, user - firstUser);
  }

  /** Whether each user who may come has come, or won't. */
  public synchronized boolean isReady() {
    return decided.count(0) == members;
  }

  /** Whether anybody but this user is present. */
  public synchronized boolean hasOthers(int user) {
    return presentCount > (present.get(0, user - firstUser) ? 1 : 0);
  }

  /**
   * Opens an entry for the next message, expected at all who are present but its sender, and closes
   * the one that it displaces.
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
    expected.copy(slot, present, 0);
    expected.clear(slot, sender - firstUser);
    arrived.clear(slot);
    inGap.clear(slot);
    expectedCounts[slot] = expected.count(slot);
    arrivedCounts[slot] = 0;
    misroutedCounts[slot] = 0;
    measure.count(Counter.GROUP_DELIVERIES_INTENDED, expectedCounts[slot]);
    return sequence;
  }

  /** A message arrived at a user of the group; {@code arrival} tells what that means. */
  public synchronized void arrived(int sequence, int user, GroupArrival arrival) {
    int slot = slotOf(sequence);
    int member = user - firstUser;
    if (entries[slot] != sequence + 1) {
      arrival.set(GroupArrival.Kind.STALE, 0, 0);
    } else if (arrived.get(slot, member)) {
      arrival.set(GroupArrival.Kind.DUPLICATE, 0, 0);
    } else {
      arrived.set(slot, member);
      highestArrived[member] = Math.max(highestArrived[member], sequence);
      if (expected.get(slot, member)) {
        arrival.set(GroupArrival.Kind.EXPECTED, ++arrivedCounts[slot], expectedCounts[slot]);
      } else {
        arrival.set(GroupArrival.Kind.EXTRA, 0, 0);
      }
    }
  }

  /**
   * A message arrived at somebody who is no member, in place of one.
   *
   * @return false = the window has passed it, or it was never sent
   */
  public synchronized boolean misrouted(int sequence) {
    int slot = slotOf(sequence);
    boolean known = entries[slot] == sequence + 1;
    if (known) {
      misroutedCounts[slot]++;
    }
    return known;
  }

  /**
   * A user has lost the connection: should what is under way from it or to it be lost, it was in
   * that gap. A message that a later one has overtaken was lost before.
   */
  public synchronized void connectionLost(int user) {
    int member = user - firstUser;
    decided.set(0, member);
    if (present.get(0, member)) {
      present.clear(0, member);
      presentCount--;
    }
    boolean overtaken = false;
    for (int sequence = nextSequence - 1; sequence >= nextSequence - window; sequence--) {
      int slot = slotOf(sequence);
      if (sequence < 0 || entries[slot] != sequence + 1) {
        return;
      }
      if (senders[slot] == user) {
        overtaken |= arrivedCounts[slot] > 0;
        if (!overtaken) {
          inGap.copy(slot, expected, slot);
        }
      } else if (sequence > highestArrived[member]) {
        inGap.set(slot, member);
      }
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
    // A message that came to somebody else is missing at a member: that is no loss.
    int missing = expectedCounts[slot] - arrivedCounts[slot] - misroutedCounts[slot];
    if (missing <= 0) {
      return;
    }
    if (awaited) {
      measure.count(Counter.GROUP_DELIVERIES_FATE_UNKNOWN, missing);
    } else {
      lost(slot, missing, measure, samples);
    }
  }

  private void lost(int slot, int missing, LoopMeasure measure, LedgerSamples samples) {
    int gap = Math.min(missing, expected.count(slot, inGap, arrived));
    measure.count(Counter.GROUP_DELIVERIES_LOST, missing);
    measure.count(Counter.GROUP_DELIVERIES_LOST_IN_GAP, gap);
    long now = System.nanoTime();
    for (int i = 0; i < missing; i++) {
      measure.failed(Metric.GROUP_DELIVERY, now, now, "group message lost");
    }
    samples.lostOfGroup(senders[slot], group, entries[slot] - 1, numbers[slot], missing - gap, gap);
  }

  private int slotOf(int sequence) {
    return sequence & (window - 1);
  }
}
