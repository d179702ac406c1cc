package im.stress.protocol;

/**
 * A message that could not be read. Has no stack trace: a hostile server may cause thousands a
 * second.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final boolean wellFormed;

  /**
   * The bytes are not of this protocol: what follows them on a stream can't be trusted either.
   *
   * @param message expected and actual, one line
   * @param offset position in the message, in bytes from its start
   */
  public ProtocolException(String message, int offset) {
    this(message, offset, false);
  }

  private ProtocolException(String message, int offset, boolean wellFormed) {
    super(message, null, false, false);
    this.offset = offset;
    this.wellFormed = wellFormed;
  }

  /** The message is whole and of the right form, but of a kind that nobody expected. */
  public static ProtocolException ofUnknownKind(String message) {
    return new ProtocolException(message, 0, true);
  }

  /** Position in the message at which reading failed, in bytes from its start. */
  public int offset() {
    return offset;
  }

  /** Whether what follows on a stream can still be read. */
  public boolean isWellFormed() {
    return wellFormed;
  }
}
