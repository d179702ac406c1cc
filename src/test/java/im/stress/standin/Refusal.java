package im.stress.standin;

/**
 * HTTP answer to an upgrade that is refused; the server closes the connection after it.
 *
 * @param status HTTP status
 * @param contentType type of the body
 * @param body text of the answer
 */
record Refusal(int status, String contentType, String body) {
  static Refusal text(int status, String body) {
    return new Refusal(status, "text/plain; charset=utf-8", body);
  }

  static Refusal json(int status, String body) {
    return new Refusal(status, "application/json", body);
  }
}
