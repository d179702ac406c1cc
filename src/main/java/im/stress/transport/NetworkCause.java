package im.stress.transport;

import im.stress.measure.Cause;
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

/** Finds out of which {@link Cause} a failure of the network is. */
final class NetworkCause {
  /** Netty quotes a whole record in hex where it is none of TLS: enough is enough. */
  private static final int MAX_DETAIL_CHARS = 200;

  /** Words of the operating system (errno texts of glibc and of macOS), in lower case. */
  private static final List<Map.Entry<String, Cause>> ERRNO_TEXTS =
      List.of(
          Map.entry("connection refused", Cause.REFUSED),
          Map.entry("too many open files", Cause.OUT_OF_FDS),
          Map.entry("cannot assign requested address", Cause.OUT_OF_PORTS),
          Map.entry("can't assign requested address", Cause.OUT_OF_PORTS),
          Map.entry("address already in use", Cause.OUT_OF_PORTS),
          Map.entry("connection reset", Cause.RESET),
          Map.entry("broken pipe", Cause.RESET),
          Map.entry("connection timed out", Cause.CONNECT_TIMEOUT),
          Map.entry("no route to host", Cause.UNREACHABLE),
          Map.entry("network is unreachable", Cause.UNREACHABLE),
          Map.entry("host is down", Cause.UNREACHABLE),
          Map.entry("cannot allocate memory", Cause.OUT_OF_MEMORY),
          Map.entry("no buffer space available", Cause.OUT_OF_MEMORY));

  private NetworkCause() {}

  /** The cause that an exception, or one of its causes, tells of. */
  static Cause of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Cause cause = told(t);
      if (cause != null) {
        return cause;
      }
    }
    return Cause.OTHER;
  }

  private static Cause told(Throwable failure) {
    if (failure instanceof ConnectTimeoutException) {
      return Cause.CONNECT_TIMEOUT;
    }
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return Cause.DNS;
    }
    if (failure instanceof SSLException) {
      return Cause.TLS;
    }
    if (failure instanceof OutOfMemoryError) {
      return Cause.OUT_OF_MEMORY;
    }
    if (isTooLarge(failure)) {
      return Cause.FRAME_TOO_LARGE;
    }
    if (failure instanceof WebSocketClientHandshakeException) {
      return Cause.HANDSHAKE_INVALID;
    }
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Cause> known : ERRNO_TEXTS) {
      if (text.contains(known.getKey())) {
        return known.getValue();
      }
    }
    boolean wrapsAnother = failure.getCause() != null;
    return failure instanceof CodecException && !wrapsAnother ? Cause.CODEC : null;
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
