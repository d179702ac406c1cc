package im.stress.user;

import java.util.Arrays;

/**
 * The answers that one user waits for, numbered without gaps. Entries are made before the request
 * is written. Grows with what is pending, up to a bound; entries that are done are remembered until
 * their place is needed, so that a late or repeated answer can be told.
 *
 * <p>Not thread-safe: belongs to the user's event loop.
 */
final class PendingReplies {
  /** Most users wait for one or two answers at a time. */
  private static final int INITIAL_CAPACITY = 4;

  /** A user with more unanswered requests than this gives the oldest ones up. */
  static final int MAX_CAPACITY = 65_536;

  /**
   * Grows to this to remember what was not answered in time: a user who writes once a second knows
   * an answer after two minutes still for a late one, for 2 kB.
   */
  static final int REMEMBERED = 128;

  private static final byte WAITING = 1;
  private static final byte ANSWERED = 2;
  private static final byte EXPIRED = 3;

  /** Never written, so that nothing can answer it. */
  private static final byte UNSENT = 4;

  private static final byte UNSENT_EXPIRED = 5;

  /** Sent, and of a kind that has no answers. */
  private static final byte PASSED = 6;

  private long[] dues = new long[INITIAL_CAPACITY];
  private long[] references = new long[INITIAL_CAPACITY];
  private byte[] states = new byte[INITIAL_CAPACITY];
  private int oldest;
  private int next;
  private int waiting;

  /** The first entry without an answer, where answers come in order. */
  private int nextInOrder;

  /** What an answer means. */
  enum Answer {
    /** Waited for. */
    EXPECTED,
    /** Waited for in vain: the time was over. */
    LATE,
    /** Given before. */
    REPEATED,
    /** So long ago that it can't be told which of the above. */
    FORGOTTEN,
    /** Never asked for. */
    UNKNOWN
  }

  /** Told of each entry whose time is over. */
  interface Expiry {
    /** Nobody waits for this answer any more; {@code reference} as {@link #expect} was given. */
    void expired(long dueNanos, long reference);
  }

  /** How many answers are waited for. */
  int waiting() {
    return waiting;
  }

  /** Makes an entry; {@code reference} is handed back by {@link #reference}. */
  int expect(long dueNanos, long reference, Expiry expiry) {
    return add(WAITING, dueNanos, reference, expiry);
  }

  /** Makes an entry for a request that can't be written: it expires as others do. */
  void expectInVain(long dueNanos, Expiry expiry) {
    add(UNSENT, dueNanos, 0, expiry);
  }

  /** Makes an entry for a request that has no answer: it never expires. */
  void pass(long dueNanos, Expiry expiry) {
    add(PASSED, dueNanos, 0, expiry);
    skipDone();
  }

  /** The number that the next entry gets. */
  int nextNumber() {
    return next;
  }

  private int add(byte state, long dueNanos, long reference, Expiry expiry) {
    byte displaced = states[place(next)];
    if (isOpen(displaced) || (displaced == EXPIRED && dues.length < REMEMBERED)) {
      makeRoom(expiry);
    }
    int place = place(next);
    dues[place] = dueNanos;
    references[place] = reference;
    states[place] = state;
    waiting += isOpen(state) ? 1 : 0;
    return next++;
  }

  private static boolean isOpen(byte state) {
    return state == WAITING || state == UNSENT;
  }

  /** An answer came. */
  Answer answer(int number) {
    if (number < 0 || number >= next) {
      return Answer.UNKNOWN;
    }
    if (number < next - dues.length) {
      return Answer.FORGOTTEN;
    }
    byte before = states[place(number)];
    return switch (before) {
      case WAITING -> {
        states[place(number)] = ANSWERED;
        waiting--;
        skipDone();
        yield Answer.EXPECTED;
      }
      case EXPIRED -> {
        states[place(number)] = ANSWERED;
        yield Answer.LATE;
      }
      case ANSWERED -> Answer.REPEATED;
      case UNSENT, UNSENT_EXPIRED, PASSED -> Answer.UNKNOWN;
      default -> Answer.FORGOTTEN;
    };
  }

  /**
   * Gives one entry up before its time.
   *
   * @return whether an answer to it was waited for
   */
  boolean giveUp(int number) {
    boolean known = hasAsked(number) && number >= next - dues.length;
    if (!known || states[place(number)] != WAITING) {
      return false;
    }
    states[place(number)] = EXPIRED;
    waiting--;
    skipDone();
    return true;
  }

  /** Whether there is or was an entry with this number. */
  boolean hasAsked(int number) {
    return number >= 0 && number < next;
  }

  /** The entry that the next answer belongs to, where answers come in order; -1 = to none. */
  int nextInOrder() {
    skipPassed();
    return nextInOrder == next ? -1 : nextInOrder++;
  }

  /** Whether {@link #nextInOrder} would be this entry or an older one. */
  boolean isNextInOrderUpTo(int number) {
    skipPassed();
    return nextInOrder <= number && nextInOrder < next;
  }

  private void skipPassed() {
    boolean remembered = nextInOrder >= next - states.length;
    while (remembered && nextInOrder < next && states[place(nextInOrder)] == PASSED) {
      nextInOrder++;
    }
  }

  /** Where answers come in order, none will come to what was asked so far. */
  void startAnew() {
    nextInOrder = next;
  }

  /** When the request was due; only after {@code EXPECTED} or {@code LATE}. */
  long due(int number) {
    return dues[place(number)];
  }

  /** What {@link #expect} was given; only after {@code EXPECTED} or {@code LATE}. */
  long reference(int number) {
    return references[place(number)];
  }

  /** The number of the oldest entry that an answer is waited for; -1 = none. */
  int oldest() {
    int number = oldest;
    while (number < next && states[place(number)] != WAITING) {
      number++;
    }
    return number == next ? -1 : number;
  }

  /** When the oldest entry that still waits was due; only while {@link #waiting} is not 0. */
  long oldestDue() {
    return dues[place(oldest)];
  }

  /** Gives up every entry that was due at {@code dueNanos} or before. */
  void expireDueBy(long dueNanos, Expiry expiry) {
    while (waiting > 0 && dues[place(oldest)] <= dueNanos) {
      expireOldest(expiry);
    }
  }

  private void expireOldest(Expiry expiry) {
    int place = place(oldest);
    states[place] = states[place] == UNSENT ? UNSENT_EXPIRED : EXPIRED;
    waiting--;
    long due = dues[place];
    long reference = references[place];
    skipDone();
    expiry.expired(due, reference);
  }

  private void skipDone() {
    while (oldest < next && !isOpen(states[place(oldest)])) {
      oldest++;
    }
  }

  private void makeRoom(Expiry expiry) {
    if (dues.length == MAX_CAPACITY) {
      expireOldest(expiry);
      return;
    }
    int before = dues.length;
    long[] oldDues = dues;
    long[] oldReferences = references;
    byte[] oldStates = states;
    dues = Arrays.copyOf(dues, before * 2);
    references = Arrays.copyOf(references, before * 2);
    states = new byte[before * 2];
    for (int number = Math.max(0, next - before); number < next; number++) {
      int from = number & (before - 1);
      dues[place(number)] = oldDues[from];
      references[place(number)] = oldReferences[from];
      states[place(number)] = oldStates[from];
    }
  }

  private int place(int number) {
    return number & (dues.length - 1);
  }
}
