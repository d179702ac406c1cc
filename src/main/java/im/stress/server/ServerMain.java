package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Main class of the embedded server as a child process. Its settings are system properties. It ends
 * when its standard input does, which the parent holds open as long as it lives: so it never
 * outlives its parent, however that ends.
 */
public final class ServerMain {
  /** Exit code for a setting that can't be used. */
  static final int WRONG_USAGE = 64;

  private ServerMain() {}

  /** Takes no arguments. Exit codes: 0 stopped, 64 a setting can't be used (one line on stderr). */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      SettingsSources none = SettingsSources.ofEnvironment(Map.of());
      Serving.serve(
          SettingsLoader.load(none).settings().server(),
          new PrintWriter(System.out, true, UTF_8),
          ServerMain::awaitEndOfInput);
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USAGE);
    }
    System.exit(0);
  }

  private static void awaitEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("standard input can't be read, the server stops: " + e.getMessage());
    }
  }
}
