package im.stress.measure;

/**
 * What the arrival of a group message at a user of the group means. One object for all arrivals of
 * an event loop; it says something else after the next. Not thread-safe.
 */
public final class GroupArrival {
  private Kind kind = Kind.STALE;
  private int position;
  private int expected;

  /** Which of the cases it is. */
  public enum Kind {
    /** The first one at a member of whom it was expected. */
    EXPECTED,
    /** The first one at a member who was not known to be there when the message was sent. */
    UNEXPECTED,
    /** The first one at somebody who was no member when it was sent, and is none. */
    STRANGER,
    /** It had arrived there already. */
    DUPLICATE,
    /** The window has passed the message, or it was never sent: can't be told. */
    STALE
  }

  void set(Kind newKind) {
    kind = newKind;
    position = 0;
  }

  /** The first one at a member of whom it was expected, the {@code newPosition}th of all these. */
  void setExpected(int newPosition, int newExpected) {
    kind = Kind.EXPECTED;
    position = newPosition;
    expected = newExpected;
  }

  /** Which of the cases it is. */
  public Kind kind() {
    return kind;
  }

  /** Whether no other of the expected members had it before. */
  public boolean isFirst() {
    return position == 1;
  }

  /** Whether half of the expected members have it now, and had not before. */
  public boolean isMedian() {
    return kind == Kind.EXPECTED && position == (expected + 1) / 2;
  }

  /** Whether all of the expected members have it now. */
  public boolean isLast() {
    return kind == Kind.EXPECTED && position == expected;
  }
}
