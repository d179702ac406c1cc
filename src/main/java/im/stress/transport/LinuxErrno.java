package im.stress.transport;

import im.stress.model.Cause;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.ConnectException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Error numbers of Netty's native sockets, which exist on Linux alone. Unlike the texts of the
 * system they don't depend on its language.
 */
final class LinuxErrno {
  /** Linux, {@code asm-generic/errno-base.h} and {@code errno.h}. */
  private static final Map<Integer, Cause> CAUSES =
      Map.ofEntries(
          Map.entry(12, Cause.OUT_OF_MEMORY), // ENOMEM
          Map.entry(23, Cause.OUT_OF_FDS), // ENFILE
          Map.entry(24, Cause.OUT_OF_FDS), // EMFILE
          Map.entry(32, Cause.RESET), // EPIPE
          Map.entry(97, Cause.UNREACHABLE), // EAFNOSUPPORT
          Map.entry(98, Cause.OUT_OF_PORTS), // EADDRINUSE
          Map.entry(99, Cause.OUT_OF_PORTS), // EADDRNOTAVAIL
          Map.entry(100, Cause.UNREACHABLE), // ENETDOWN
          Map.entry(101, Cause.UNREACHABLE), // ENETUNREACH
          Map.entry(103, Cause.RESET), // ECONNABORTED
          Map.entry(104, Cause.RESET), // ECONNRESET
          Map.entry(105, Cause.OUT_OF_MEMORY), // ENOBUFS
          Map.entry(110, Cause.CONNECT_TIMEOUT), // ETIMEDOUT
          Map.entry(111, Cause.REFUSED), // ECONNREFUSED
          Map.entry(112, Cause.UNREACHABLE), // EHOSTDOWN
          Map.entry(113, Cause.UNREACHABLE)); // EHOSTUNREACH

  /**
   * How Netty's {@code Errors} begins the text of a failed connect, which has no type of its own.
   */
  private static final Pattern FAILED_CONNECT =
      Pattern.compile("failed with error\\(-(\\d{1,4})\\)");

  private LinuxErrno() {}

  /** The cause that the number in this exception stands for; empty when there is none. */
  static Optional<Cause> cause(Throwable failure) {
    if (failure instanceof NativeIoException io) {
      return Optional.ofNullable(CAUSES.get(-io.expectedErr()));
    }
    if (failure instanceof ConnectException) {
      Matcher number = FAILED_CONNECT.matcher(String.valueOf(failure.getMessage()));
      return number.find()
          ? Optional.ofNullable(CAUSES.get(Integer.parseInt(number.group(1))))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
