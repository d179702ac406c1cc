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
   * Starts a server, says where it listens, one line for each port, and serves until the end.
   *
   * @throws SettingsException when a setting can't be used
   */
  public static void serve(ServerSettings settings, PrintWriter out, End end)
      throws InterruptedException {
    try (ImServer server = ImServer.start(settings)) {
      for (URI url : server.urls()) {
        out.println(LISTENING + url);
      }
      out.flush();
      end.await();
    }
  }
}
