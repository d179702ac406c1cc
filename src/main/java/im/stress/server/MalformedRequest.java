package im.stress.server;

/** A text frame that is no message. Has no stack trace: a client may send thousands a second. */
final class MalformedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  /** Takes the reason that the client sees in the close frame. */
  MalformedRequest(String reason) {
    super(reason, null, false, false);
  }
}
