package im.stress.config;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code im.server}: the embedded IM server.
 *
 * @param bind address to listen on
 * @param port WebSocket port, which answers {@code /health} and {@code /stats} as well; 0 = any
 *     free one
 * @param spoken what it speaks there and on other ports
 * @param limits what one client may do
 * @param seed start of the random choices of the faults
 * @param faults faults in the form {@code NAME=VALUE}
 */
public record ServerSettings(
    String bind, int port, Spoken spoken, Limits limits, long seed, List<String> faults) {

  /** A server that speaks {@code json} on WebSocket, and has no chat room. */
  public ServerSettings(
      String bind, int port, Tcp tcp, Limits limits, long seed, List<String> faults) {
    this(bind, port, new Spoken(Protocol.JSON, tcp, Http.CLOSED), limits, seed, faults);
  }

  /** Copies the list so that nobody can change it afterwards. */
  public ServerSettings {
    faults = List.copyOf(faults);
  }

  /** What the server speaks on its WebSocket port. */
  public Protocol protocol() {
    return spoken.protocol();
  }

  /** The TCP chat server. */
  public Tcp tcp() {
    return spoken.tcp();
  }

  /** The HTTP chat room. */
  public Http http() {
    return spoken.http();
  }

  /**
   * What a server speaks; the users of each are apart.
   *
   * @param protocol what is spoken on WebSocket
   * @param tcp the TCP chat server
   * @param http the HTTP chat room
   */
  public record Spoken(Protocol protocol, Tcp tcp, Http http) {}

  /** What the server speaks on its WebSocket port. */
  public enum Protocol {
    /** Text frames with a JSON object each. */
    JSON,
    /** Binary frames with Protobuf; the handshake is the login. */
    IM_CONNECT
  }

  /**
   * The TCP chat server.
   *
   * @param port its port, 0 = any free one; empty = it is not opened
   * @param framing how it separates what it writes
   * @param registrationRequired whether only users may log in who have registered
   */
  public record Tcp(OptionalInt port, TcpFraming framing, boolean registrationRequired) {
    /** No TCP chat server. */
    public static final Tcp CLOSED = new Tcp(OptionalInt.empty(), TcpFraming.JSON, false);
  }

  /** How the TCP chat server separates its messages; it reads both ways. */
  public enum TcpFraming {
    /** One object right after the other. */
    JSON,
    /** A newline after each object. */
    LINES
  }

  /**
   * The HTTP chat room.
   *
   * @param port its port, 0 = any free one; empty = it is not opened
   * @param architecture how it serves its clients, and how it tells errors
   * @param keepAlive whether a connection takes more than one request
   */
  public record Http(OptionalInt port, Architecture architecture, boolean keepAlive) {
    /** No HTTP chat room. */
    public static final Http CLOSED = new Http(OptionalInt.empty(), Architecture.EVENTS, false);
  }

  /** How the HTTP chat room serves its clients, after two servers that were compared so. */
  public enum Architecture {
    /** Event loops. Errors have status 200, and {@code error} in the body. */
    EVENTS,
    /** A pool of threads with blocking sockets. Errors have a status of their own. */
    THREADS
  }

  /**
   * Limits of a server, for each client but {@code maxUsers}.
   *
   * @param idleTimeout a connection of WebSocket or HTTP from which nothing came for this long is
   *     closed; zero = never
   * @param maxFrameBytes a larger frame, object on TCP, or body of a request closes the connection
   * @param maxUsers a login, or a registration in the chat room, beyond this number is rejected
   * @param maxQueuedBytes a connection with more unsent bytes than this is cut off
   */
  public record Limits(Duration idleTimeout, int maxFrameBytes, int maxUsers, int maxQueuedBytes) {}
}
