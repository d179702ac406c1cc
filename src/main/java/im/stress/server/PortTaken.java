package im.stress.server;

import im.stress.config.SettingsException;
import io.netty.channel.unix.Errors.NativeIoException;

/** What to tell a user whose port for the embedded server can't be listened on. */
final class PortTaken {
  /** EADDRINUSE of Linux, where Netty's native sockets exist ({@code asm-generic/errno.h}). */
  private static final int ADDRESS_IN_USE = 98;

  private PortTaken() {}

  /**
   * Why a port can't be listened on.
   *
   * @param key the last part of the setting's key, which is the option's name as well
   */
  static SettingsException cannotListen(String bind, int port, String key, Throwable failure) {
    return new SettingsException(
        isToldBy(failure)
            ? message(bind, port, key)
            : "im.server.bind: expected an address and port to listen on, got %s:%d (%s)"
                .formatted(bind, port, failure.getMessage()));
  }

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
   * One line: which port, how to find out who has it, and how to choose another.
   *
   * @param key the last part of the setting's key, which is the option's name as well
   */
  static String message(String bind, int port, String key) {
    return "port %d on %s: expected it to be free, but another process listens there (ss -ltnp 'sport = :%1$d', or lsof -i :%1$d, tells which); choose another with serve --%3$s N, or for a run with --set im.server.%3$s=N"
        .formatted(port, bind, key);
  }
}
