package im.stress.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code im.server}: the embedded IM server.
 *
 * @param bind address to listen on
 * @param port WebSocket and HTTP port; 0 = any free one
 * @param idleTimeout a connection from which nothing came for this long is closed; zero = never
 * @param maxFrameBytes a larger frame closes the connection
 * @param maxUsers a login beyond this number is rejected
 * @param maxQueuedBytes a connection with more unsent bytes than this is cut off
 * @param seed start of the random choices of the faults
 * @param faults faults in the form {@code NAME=VALUE}
 */
public record ServerSettings(
    String bind,
    int port,
    Duration idleTimeout,
    int maxFrameBytes,
    int maxUsers,
    int maxQueuedBytes,
    long seed,
    List<String> faults) {

  /** Least of {@code maxFrameBytes}: a control frame must fit (RFC 6455, section 5.5). */
  public static final int LEAST_FRAME_BYTES = ConnectionMapper.SMALLEST_FRAME_LIMIT;

  /** Copies the list so that nobody can change it afterwards. */
  public ServerSettings {
    faults = List.copyOf(faults);
  }
}
