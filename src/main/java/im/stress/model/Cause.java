package im.stress.model;

import java.util.Optional;

/**
 * Every cause of a lost connection that there is; a few are families whose name ends with a detail,
 * such as {@code close-1011}. The names stand in result files: don't change them.
 */
public enum Cause {
  /** The server closed whoever was silent for a certain time; only many deaths together show it. */
  IDLE_TIMEOUT_BY_SERVER("idle-timeout-by-server"),
  /** The server said that it pushes the user out. */
  KICKED("kicked"),
  /** The server sent a close frame; its code follows. */
  CLOSE("close-", true),
  /** The server closed the TCP connection without saying why. */
  CLOSED_BY_SERVER("closed-by-server"),
  /** We closed it, in order. */
  CLOSED_BY_US("closed-by-us"),
  /** A TCP reset. */
  RESET("reset"),
  /** Heartbeats were no longer answered. */
  HALF_OPEN("half-open"),
  /** Nothing listens there. */
  REFUSED("refused"),
  /** The network has no way to that address. */
  UNREACHABLE("unreachable"),
  /** TCP connect took too long. */
  CONNECT_TIMEOUT("connect-timeout"),
  /** This machine has no free local port towards that address. */
  OUT_OF_PORTS("out-of-ports"),
  /** This process has no file handle left. */
  OUT_OF_FDS("out-of-fds"),
  /** This process or its machine has no memory left. */
  OUT_OF_MEMORY("out-of-memory"),
  /** The host name was not resolved. */
  DNS("dns"),
  /** The TLS handshake failed, or a record was none of TLS. */
  TLS("tls"),
  /** The upgrade was answered otherwise than with 101; the status follows. */
  HANDSHAKE_STATUS("handshake-status-", true),
  /** The upgrade took too long. */
  HANDSHAKE_TIMEOUT("handshake-timeout"),
  /** The answer to the upgrade was no valid answer. */
  HANDSHAKE_INVALID("handshake-invalid"),
  /** The server said no to the login. */
  LOGIN_REJECTED("login-rejected"),
  /** The login was not answered in time. */
  LOGIN_TIMEOUT("login-timeout"),
  /**
   * Connect, upgrade, login or a request took too long while this process, not the server, stood
   * still.
   */
  CLIENT_STANDSTILL("client-standstill"),
  /** A request of HTTP was not answered in time. */
  REQUEST_TIMEOUT("request-timeout"),
  /**
   * A request of HTTP and the end of the connection, which had been kept, may have crossed: nobody
   * knows whether the server read it, and its method forbids to send it again.
   */
  CROSSED_CLOSE("crossed-close"),
  /** The server closed the connection in the middle of an answer of HTTP. */
  ANSWER_CUT("answer-cut"),
  /** What came is no answer of HTTP, or not of the length that it says. */
  ANSWER_INVALID("answer-invalid"),
  /** What came could not be read. */
  CODEC("codec"),
  /** A frame, or the body of an answer, was over the limit. */
  FRAME_TOO_LARGE("frame-too-large"),
  /** The drill cut it; how, follows. */
  STORM("storm-", true),
  /** Something that has no name here; the words of the failure are in its record. */
  OTHER("other");

  private final String key;
  private final boolean family;

  Cause(String key) {
    this(key, false);
  }

  Cause(String key, boolean family) {
    this.key = key;
    this.family = family;
  }

  /** Its name in the result files; of a family, what all its names begin with. */
  public String key() {
    return key;
  }

  /** The name of one member of a family. */
  public String with(Object detail) {
    if (!family) {
      throw new IllegalArgumentException(key + ": expected no detail, got " + detail);
    }
    return key + detail;
  }

  /** Whether a name is that of this cause, or of a member of this family. */
  public boolean matches(String name) {
    return family ? name.startsWith(key) && name.length() > key.length() : name.equals(key);
  }

  /** What follows the family's name in that of a member; empty for a cause that is no family. */
  public String detailOf(String name) {
    return name.substring(key.length());
  }

  /** The cause that a result file names; empty for a name of another version. */
  public static Optional<Cause> named(String name) {
    for (Cause cause : values()) {
      if (cause.matches(name)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
