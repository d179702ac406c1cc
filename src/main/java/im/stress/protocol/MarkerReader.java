package im.stress.protocol;

/**
 * Reads the marker at the start of a content. One object for all contents of an event loop: its
 * values are those of the last one. Not thread-safe.
 */
public final class MarkerReader {
  private final int runKey;
  private Marker.Kind kind;
  private int from;
  private int target;
  private int sequence;
  private long dueMicros;

  /** Reads for the run with this key. */
  public MarkerReader(int runKey) {
    this.runKey = runKey;
  }

  /** Where a content comes from. */
  public enum Origin {
    /** It carries a marker of this run: the values below are its own. */
    OURS,
    /** It carries a marker of another run. */
    FOREIGN,
    /** It carries no marker. */
    UNMARKED
  }

  /** Reads the start of {@code content}. */
  public Origin read(CharSequence content) {
    kind = Marker.kindOf(content);
    if (kind == null) {
      return Origin.UNMARKED;
    }
    long key = Hex.read(content, Marker.RUN_KEY_AT, Marker.INT_DIGITS);
    from = index(content, Marker.FROM_AT);
    target = index(content, Marker.TO_AT);
    sequence = index(content, Marker.SEQUENCE_AT);
    dueMicros = Hex.read(content, Marker.DUE_AT, Marker.DUE_DIGITS);
    if (key < 0 || from < 0 || target < 0 || sequence < 0 || dueMicros < 0) {
      return Origin.UNMARKED;
    }
    return (int) key == runKey ? Origin.OURS : Origin.FOREIGN;
  }

  /** Users and sequences count from 0: anything negative was not written by us. */
  private static int index(CharSequence content, int start) {
    return (int) Hex.read(content, start, Marker.INT_DIGITS);
  }

  /** Whether it is a message to a group. */
  public boolean isToGroup() {
    return kind == Marker.Kind.GROUP_CHAT;
  }

  /** Index of the sender. */
  public int from() {
    return from;
  }

  /** Index of the intended recipient, or the number of the group. */
  public int target() {
    return target;
  }

  /** Position among the messages of this sender to that recipient, or of all to that group. */
  public int sequence() {
    return sequence;
  }

  /** When the message was due, microseconds since the epoch. */
  public long dueMicros() {
    return dueMicros;
  }
}
