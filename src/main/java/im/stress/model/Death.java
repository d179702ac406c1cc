package im.stress.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One lost connection, or one failed request of HTTP.
 *
 * @param epochMillis when
 * @param user the id under which the server knows the user
 * @param kind what it has in common with others
 * @param ageMillis time since the connect began
 * @param sinceReceivedMillis time since the last frame from the server; -1 = there was none
 * @param sinceSentMillis time since our last frame; -1 = there was none
 * @param detail the words of the operating system or library, for people
 */
public record Death(
    long epochMillis,
    String user,
    @JsonUnwrapped Kind kind,
    long ageMillis,
    long sinceReceivedMillis,
    long sinceSentMillis,
    String detail) {

  /**
   * What deaths are counted by.
   *
   * @param phase how far the user had come
   * @param cause name of the cause, as far as the evidence of this one connection allows
   * @param code WebSocket close code; 1006 = closed without one; -1 = not a close
   * @param reason the server's words; empty when it gave none
   */
  public record Kind(Phase phase, String cause, int code, String reason) {}

  /** How far the user had come. */
  public enum Phase {
    /** Up to the end of the handshake. */
    CONNECT("connect"),
    /** Waiting for the answer to the login. */
    LOGIN("login"),
    /** Logged in. */
    ONLINE("online"),
    /** Logged in, and still so: a request of HTTP alone has failed. */
    REQUEST("request");

    private final String key;

    Phase(String key) {
      this.key = key;
    }

    /** Whether a connection was lost, or not got; a request that fails loses none. */
    public boolean isLoss() {
      return this != REQUEST;
    }

    /** Its name in the result files. */
    @Override
    public String toString() {
      return key;
    }
  }
}
