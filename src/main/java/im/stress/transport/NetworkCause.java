package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Cause;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Finds out of which {@link Cause} a failure of the network is. */
public final class NetworkCause {
  /** Netty quotes a whole record in hex where it is none of TLS: enough is enough. */
  private static final int MAX_DETAIL_CHARS = 200;

  /**
   * Words of the operating system (errno texts of glibc and of macOS), in lower case. Java's own
   * sockets give nothing else; our JVMs are started with English ones.
   */
  private static final Map<String, Cause> ERRNO_TEXTS =
      Map.ofEntries(
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

  private static final Map<Class<? extends Throwable>, Cause> TYPES =
      Map.ofEntries(
          Map.entry(ConnectTimeoutException.class, Cause.CONNECT_TIMEOUT),
          Map.entry(UnknownHostException.class, Cause.DNS),
          Map.entry(UnresolvedAddressException.class, Cause.DNS),
          Map.entry(NoRouteToHostException.class, Cause.UNREACHABLE),
          Map.entry(UnsupportedAddressTypeException.class, Cause.UNREACHABLE),
          Map.entry(ClosedChannelException.class, Cause.CLOSED_BY_SERVER),
          Map.entry(SSLException.class, Cause.TLS),
          Map.entry(OutOfMemoryError.class, Cause.OUT_OF_MEMORY),
          Map.entry(WebSocketClientHandshakeException.class, Cause.HANDSHAKE_INVALID));

  private static final Map<Class<? extends Throwable>, Cause> LIKELY_TYPES =
      Map.of(ConnectException.class, Cause.REFUSED, BindException.class, Cause.OUT_OF_PORTS);

  private NetworkCause() {}

  /** The end of a connection that an exception tells of. */
  public static ConnectionEnd endOf(Throwable failure) {
    Cause cause = of(failure);
    return ConnectionEnd.of(
        cause, cause == Cause.TLS ? TlsProblem.words(failure) : detailOf(failure));
  }

  /** The cause that an exception, or one of its causes, tells of. */
  static Cause of(Throwable failure) {
    return first(failure, NetworkCause::certain)
        .or(() -> first(failure, NetworkCause::inWords))
        .or(() -> first(failure, NetworkCause::mostLikely))
        .orElse(Cause.OTHER);
  }

  private static Optional<Cause> first(
      Throwable failure, Function<Throwable, Optional<Cause>> sign) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(sign)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** By number or type: the same in every language. */
  private static Optional<Cause> certain(Throwable failure) {
    if (isTooLarge(failure)) {
      return Optional.of(Cause.FRAME_TOO_LARGE);
    }
    return LinuxErrno.cause(failure).or(() -> first(TYPES, type -> type.isInstance(failure)));
  }

  /** By the words of the system, which Java has in place of numbers. Others quote what came in. */
  private static Optional<Cause> inWords(Throwable failure) {
    if (!(failure instanceof IOException || failure instanceof ChannelException)) {
      return Optional.empty();
    }
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return first(ERRNO_TEXTS, text::contains);
  }

  /** By a type that Java throws for several numbers, of which one is by far the most frequent. */
  private static Optional<Cause> mostLikely(Throwable failure) {
    if (failure instanceof CodecException && failure.getCause() == null) {
      return Optional.of(Cause.CODEC);
    }
    return first(LIKELY_TYPES, type -> type.isInstance(failure));
  }

  private static <T> Optional<Cause> first(Map<T, Cause> known, Predicate<T> fits) {
    return known.entrySet().stream()
        .filter(entry -> fits.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
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
