package im.stress.framing;

/**
 * A byte stream that can't be divided into messages; nothing after it can be trusted. Has no stack
 * trace: whoever is at the other end may cause it at will.
 */
public final class FramingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  FramingException(String reason, long offset) {
    super(reason + " at byte " + offset + " of the stream", null, false, false);
    this.offset = offset;
  }

  /** How many bytes of the stream stand before the one that is wrong. */
  public long offset() {
    return offset;
  }
}
