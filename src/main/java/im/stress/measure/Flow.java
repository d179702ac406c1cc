package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Metric;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The ledger of one direction between two users: which of the sender's messages reached the
 * recipient. Bounded: it tells apart the last {@code window} messages. A message that leaves the
 * window before it arrived is lost, unless it is still waited for: then nobody can tell.
 *
 * <p>The sender's thread calls {@link #sent} and {@link #acked}, the recipient's {@link #arrived},
 * anyone {@link #misrouted} and {@link #connectionLost}. Each slot is one int: sequence + 1 above,
 * four flags below; all changes are atomic, so a message has one fate whatever the threads do.
 */
public final class Flow {
  private static final int ACKED = 1;
  private static final int DELIVERED = 2;
  private static final int MISROUTED = 4;
  private static final int IN_GAP = 8;
  private static final int FLAG_BITS = 4;

  /** Sequences that fit above the flags: 2^27 messages, five months at ten a second. */
  private static final int MAX_SEQUENCE = (1 << (31 - FLAG_BITS)) - 2;

  private final int from;
  private final int to;
  private final int awaitedMessages;
  private final AtomicIntegerArray slots;
  private final int[] numbers;

  /** Messages that have left the window and may still come; null where none may. */
  private final Displaced displaced;

  private int nextSequence;
  private volatile int highestArrived = -1;
  private volatile boolean lookFailed;

  /** An empty ledger of messages that are pushed. */
  public Flow(int from, int to, int window, int awaitedMessages) {
    this(from, to, window, awaitedMessages, null);
  }

  /**
   * An empty ledger.
   *
   * @param from index of the sender
   * @param to index of the recipient
   * @param window a power of two
   * @param awaitedMessages how many messages, to whomever, the sender writes while one of them is
   *     still waited for
   * @param displaced takes messages that leave the window before they arrived, which the recipient
   *     may still find; null = it can't
   */
  public Flow(int from, int to, int window, int awaitedMessages, Displaced displaced) {
    if (Integer.bitCount(window) != 1) {
      throw new IllegalArgumentException("window: expected a power of two, got " + window);
    }
    this.from = from;
    this.to = to;
    this.awaitedMessages = awaitedMessages;
    this.slots = new AtomicIntegerArray(window);
    this.numbers = new int[window];
    this.displaced = displaced;
  }

  /**
   * Opens an entry for the next message and closes the one that it displaces.
   *
   * @param number the sender's own number of the message, by one more for each message of this
   *     sender to whomever
   * @return the sequence of the message in this flow
   */
  public int sent(int number, LoopMeasure measure, LedgerSamples samples) {
    int sequence = nextSequence;
    if (sequence > MAX_SEQUENCE) {
      throw new IllegalStateException("flow " + from + " -> " + to + ": sequence exhausted");
    }
    nextSequence++;
    int slot = slotOf(sequence);
    int left = slots.getAndSet(slot, (sequence + 1) << FLAG_BITS);
    if (arrivedNowhere(left)) {
      leavesWindow(left, numbers[slot], number, measure, samples);
    }
    numbers[slot] = number;
    return sequence;
  }

  private void leavesWindow(
      int entry, int itsNumber, int number, LoopMeasure measure, LedgerSamples samples) {
    if (displaced != null && displaced.keep(entry, itsNumber)) {
      return;
    }
    if (displaced != null || number - itsNumber < awaitedMessages) {
      measure.count(Counter.MESSAGES_FATE_UNKNOWN);
    } else {
      lost(entry, itsNumber, measure, samples);
    }
  }

  /** Index of the recipient. */
  public int to() {
    return to;
  }

  /** This message was not sent after all: it has no fate. */
  public void notSent(int sequence) {
    int slot = slotOf(sequence);
    int entry = slots.get(slot);
    while (entry >>> FLAG_BITS == sequence + 1 && !slots.compareAndSet(slot, entry, 0)) {
      entry = slots.get(slot);
    }
    if (displaced != null) {
      displaced.take((sequence + 1) << FLAG_BITS, FLAG_BITS);
    }
  }

  /** The server said that it has taken this message. */
  public void acked(int sequence) {
    flag(sequence, ACKED);
  }

  /**
   * This message arrived at somebody else.
   *
   * @return false = the window has passed it, or it was never sent
   */
  public boolean misrouted(int sequence) {
    return flag(sequence, MISROUTED) != 0;
  }

  /** This message arrived at the recipient; tells which of the cases it was. */
  public Arrival arrived(int sequence) {
    int before = flag(sequence, DELIVERED);
    if (before == 0) {
      boolean kept = displaced != null && displaced.take((sequence + 1) << FLAG_BITS, FLAG_BITS);
      return kept ? first(sequence) : Arrival.STALE;
    }
    return (before & DELIVERED) != 0 ? Arrival.DUPLICATE : first(sequence);
  }

  private Arrival first(int sequence) {
    if (sequence < highestArrived) {
      return Arrival.REORDERED;
    }
    highestArrived = sequence;
    return Arrival.IN_ORDER;
  }

  /**
   * The sender or the recipient has lost the connection: should what is under way be lost, it was
   * in that gap. A message that a later one has overtaken was lost before.
   */
  public void connectionLost() {
    for (int slot = 0; slot < slots.length(); slot++) {
      int sequence = (slots.get(slot) >>> FLAG_BITS) - 1;
      if (sequence > highestArrived) {
        flag(sequence, IN_GAP);
      }
    }
  }

  /**
   * The recipient could not ask for the last time what is there for it: of what has not arrived by
   * the end, nobody knows whether it is lost.
   */
  public void lookFailed() {
    lookFailed = true;
  }

  /**
   * Closes all entries at the end of the run, when nothing moves any more; a second call is idle.
   */
  public void settleAll(LoopMeasure measure, LedgerSamples samples) {
    for (int slot = 0; slot < slots.length(); slot++) {
      int entry = slots.getAndSet(slot, 0);
      if (arrivedNowhere(entry)) {
        missing(entry, numbers[slot], measure, samples);
      }
    }
    if (displaced != null) {
      displaced.takeAll((entry, number) -> missing(entry, number, measure, samples));
    }
  }

  private void missing(int entry, int number, LoopMeasure measure, LedgerSamples samples) {
    if (lookFailed) {
      measure.count(Counter.MESSAGES_FATE_UNKNOWN);
      measure.count(Counter.MESSAGES_UNSEEN);
    } else {
      lost(entry, number, measure, samples);
    }
  }

  private static boolean arrivedNowhere(int entry) {
    return entry != 0 && (entry & (DELIVERED | MISROUTED)) == 0;
  }

  private void lost(int entry, int number, LoopMeasure measure, LedgerSamples samples) {
    measure.count(Counter.MESSAGES_LOST);
    boolean inGap = (entry & IN_GAP) != 0;
    if (inGap) {
      measure.count(Counter.MESSAGES_LOST_IN_GAP);
    }
    boolean acked = (entry & ACKED) != 0;
    if (acked) {
      measure.count(Counter.MESSAGES_ACKED_NOT_DELIVERED);
    }
    long now = System.nanoTime();
    measure.failed(Metric.DELIVERY, now, now, "message lost");
    samples.lost(from, to, (entry >>> FLAG_BITS) - 1, number, acked, inGap);
  }

  /** Sets a flag of an entry; returns the entry as it was, or 0 when the window has passed it. */
  private int flag(int sequence, int flag) {
    int slot = slotOf(sequence);
    while (true) {
      int entry = slots.get(slot);
      if (entry >>> FLAG_BITS != sequence + 1) {
        return 0;
      }
      if ((entry & flag) != 0 || slots.compareAndSet(slot, entry, entry | flag)) {
        return entry;
      }
    }
  }

  private int slotOf(int sequence) {
    return sequence & (slots.length() - 1);
  }

  /** What the arrival of a message means. */
  public enum Arrival {
    /** New, and no later message came before it. */
    IN_ORDER,
    /** New, but a later message came before it. */
    REORDERED,
    /** It had arrived already. */
    DUPLICATE,
    /** The window has passed it, or it was never sent: can't be told. */
    STALE;

    /** Whether the message had not arrived before. */
    public boolean isFirst() {
      return this == IN_ORDER || this == REORDERED;
    }
  }
}
