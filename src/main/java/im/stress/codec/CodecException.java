package im.stress.codec;

/**
 * A frame that could not be read. Has no stack trace: a hostile server may cause thousands a
 * second.
 */
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * Says what was wrong and where.
   *
   * @param message expected and actual, one line
   * @param offset position in the frame, in bytes from its start
   */
  public CodecException(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** Position in the frame at which reading failed, in bytes from its start. */
  public int offset() {
    return offset;
  }
}
