package im.stress.server;

import io.netty.channel.unix.Errors.NativeIoException;

/** What to tell a user whose port for the embedded server is taken. */
public final class PortTaken {
  /** EADDRINUSE of Linux, where Netty's native sockets exist ({@code asm-generic/errno.h}). */
  private static final int ADDRESS_IN_USE = 98;

  private PortTaken() {}

  /**
   * Whether listening failed because the port is taken. Java's own sockets tell it by the words of
   * the system alone, which are English in the processes that this tool starts.
   */
  static boolean isToldBy(Throwable failure) {
    return failure instanceof NativeIoException io
        ? io.expectedErr() == -ADDRESS_IN_USE
        : String.valueOf(failure.getMessage()).contains("Address already in use");
  }

  /**
   * One line: which port, who has it where this system tells it, and how to choose another. Reads
   * {@code /proc}; takes a few milliseconds.
   */
  public static String message(String bind, int port) {
    String holder =
        PortHolder.of(port)
            .map(PortTaken::describe)
            .orElse("some process (ss -ltnp 'sport = :" + port + "' tells which)");
    return "port %d on %s: expected it to be free, but %s listens there; choose another with serve --port N, or for a run with --set im.server.port=N"
        .formatted(port, bind, holder);
  }

  private static String describe(ProcessHandle process) {
    return "process "
        + process.pid()
        + process.info().command().map(command -> " (" + command + ")").orElse("");
  }
}
