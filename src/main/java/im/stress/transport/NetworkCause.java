package im.stress.transport;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Names for the ways in which a network fails. The names stand in result files: don't change. */
public final class NetworkCause {
  /** We closed it, in order. */
  public static final String CLOSED_BY_US = "closed-by-us";

  /** The server closed the TCP connection without saying why. */
  public static final String CLOSED_BY_SERVER = "closed-by-server";

  /** TCP connect took too long. */
  public static final String CONNECT_TIMEOUT = "connect-timeout";

  /** The upgrade took too long. */
  public static final String HANDSHAKE_TIMEOUT = "handshake-timeout";

  /** The upgrade was answered otherwise than with 101; the status follows. */
  public static final String HANDSHAKE_STATUS = "handshake-status-";

  /** The answer to the upgrade was no valid answer. */
  public static final String HANDSHAKE_INVALID = "handshake-invalid";

  /** What came could not be read. */
  public static final String CODEC = "codec";

  /** A frame was over the limit. */
  public static final String FRAME_TOO_LARGE = "frame-too-large";

  private static final String OUT_OF_MEMORY = "out-of-memory";
  private static final String OTHER = "other";

  /** Netty quotes a whole record in hex where it is none of TLS: enough is enough. */
  private static final int MAX_DETAIL_CHARS = 200;

  /** Words of the operating system (errno texts of glibc and of macOS), in lower case. */
  private static final List<Map.Entry<String, String>> ERRNO_TEXTS =
      List.of(
          Map.entry("connection refused", "refused"),
          Map.entry("too many open files", "out-of-fds"),
          Map.entry("cannot assign requested address", "out-of-ports"),
          Map.entry("can't assign requested address", "out-of-ports"),
          Map.entry("address already in use", "out-of-ports"),
          Map.entry("connection reset", "reset"),
          Map.entry("broken pipe", "reset"),
          Map.entry("connection timed out", CONNECT_TIMEOUT),
          Map.entry("no route to host", "unreachable"),
          Map.entry("network is unreachable", "unreachable"),
          Map.entry("host is down", "unreachable"),
          Map.entry("cannot allocate memory", OUT_OF_MEMORY),
          Map.entry("no buffer space available", OUT_OF_MEMORY));

  private NetworkCause() {}

  /** The name of the cause that an exception, or one of its causes, tells of. */
  public static String of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String name = nameOf(t);
      if (name != null) {
        return name;
      }
    }
    return OTHER;
  }

  private static String nameOf(Throwable failure) {
    if (failure instanceof ConnectTimeoutException) {
      return CONNECT_TIMEOUT;
    }
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return "dns";
    }
    if (failure instanceof SSLException) {
      return "tls";
    }
    if (failure instanceof OutOfMemoryError) {
      return OUT_OF_MEMORY;
    }
    if (isTooLarge(failure)) {
      return FRAME_TOO_LARGE;
    }
    if (failure instanceof WebSocketClientHandshakeException) {
      return HANDSHAKE_INVALID;
    }
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> known : ERRNO_TEXTS) {
      if (text.contains(known.getKey())) {
        return known.getValue();
      }
    }
    boolean wrapsAnother = failure.getCause() != null;
    return failure instanceof CodecException && !wrapsAnother ? CODEC : null;
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof TooLongFrameException
        || (failure instanceof CorruptedWebSocketFrameException corrupted
            && corrupted.closeStatus().code() == 1009);
  }

  /** The words of the deepest cause, for people. */
  static String detailOf(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = deepest.getMessage();
    return text == null ? deepest.getClass().getSimpleName() : shortened(text);
  }

  /** Words that may quote what the peer sent, cut at a length that fits a line. */
  static String shortened(String text) {
    return text.length() <= MAX_DETAIL_CHARS ? text : text.substring(0, MAX_DETAIL_CHARS) + "…";
  }
}
