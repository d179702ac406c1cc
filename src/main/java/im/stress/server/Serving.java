package im.stress.server;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import java.io.PrintWriter;
import java.net.URI;

/** A server as the work of a whole process. */
public final class Serving {
  /** Before each address that is printed; the parent process looks for it. */
  static final String LISTENING = "listening ";

  private Serving() {}

  /** What the process waits for while the server serves. */
  public interface End {
    /** Blocks until the server is to stop. */
    void await() throws InterruptedException;
  }

  /**
   * Starts a server, says where it listens, one line for each port, and serves until the end. A
   * signal (SIGTERM, SIGINT) stops the server as well, and ends the process with exit code 0.
   *
   * @throws SettingsException when a setting can't be used
   */
  public static void serve(ServerSettings settings, PrintWriter out, End end)
      throws InterruptedException {
    try (ImServer server = ImServer.start(settings)) {
      Thread onSignal = new Thread(() -> stopOnSignal(server), "stop-on-signal");
      Runtime.getRuntime().addShutdownHook(onSignal);
      try {
        for (URI url : server.urls()) {
          out.println(LISTENING + url);
        }
        out.flush();
        end.await();
      } finally {
        removeHook(onSignal);
      }
    }
  }

  /** Without halt the JVM would end with 143 (128 + SIGTERM), though all went as it should. */
  private static void stopOnSignal(ImServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }

  /** Keeps the hook from running at the end of a process that only ran this server. */
  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return;
    }
  }
}
