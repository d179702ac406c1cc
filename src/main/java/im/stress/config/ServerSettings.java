package im.stress.config;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code im.server}: the embedded IM server.
 *
 * @param bind address to listen on
 * @param port WebSocket and HTTP port; 0 = any free one
 * @param protocol what is spoken on WebSocket
 * @param tcp the TCP chat server
 * @param limits what one client may do
 * @param seed start of the random choices of the faults
 * @param faults faults in the form {@code NAME=VALUE}
 */
public record ServerSettings(
    String bind,
    int port,
    Protocol protocol,
    Tcp tcp,
    Limits limits,
    long seed,
    List<String> faults) {

  /** A server that speaks {@code json} on WebSocket. */
  public ServerSettings(
      String bind, int port, Tcp tcp, Limits limits, long seed, List<String> faults) {
    this(bind, port, Protocol.JSON, tcp, limits, seed, faults);
  }

  /** Copies the list so that nobody can change it afterwards. */
  public ServerSettings {
    faults = List.copyOf(faults);
  }

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
   * Limits of a server, for each client but {@code maxUsers}.
   *
   * @param idleTimeout a WebSocket connection from which nothing came for this long is closed; zero
   *     = never
   * @param maxFrameBytes a larger frame, or object on TCP, closes the connection
   * @param maxUsers a login beyond this number is rejected
   * @param maxQueuedBytes a connection with more unsent bytes than this is cut off
   */
  public record Limits(Duration idleTimeout, int maxFrameBytes, int maxUsers, int maxQueuedBytes) {}
}
