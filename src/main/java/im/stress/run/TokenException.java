package im.stress.run;

/** There is no token for a user; the message says why, in the words of whoever makes tokens. */
final class TokenException extends Exception {
  private static final long serialVersionUID = 1L;

  TokenException(String reason) {
    super(reason);
  }
}
