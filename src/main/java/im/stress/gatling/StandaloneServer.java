package im.stress.gatling;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The embedded server for a simulation that Maven or an IDE started without naming a target: the
 * command {@code serve} in a process of its own, which ends with this one.
 */
final class StandaloneServer {
  private static final String READY = "listening ";

  private StandaloneServer() {}

  /** Blocks until it listens; returns its URL. */
  static String start(ServerSettings settings) {
    try {
      return awaitReady(new ProcessBuilder(command(settings)).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded server can't be started", e);
    }
  }

  private static List<String> command(ServerSettings settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("im.stress.cli.Main", "serve"));
    command.addAll(List.of("--port", Integer.toString(settings.port())));
    settings.faults().forEach(fault -> command.addAll(List.of("--fault", fault)));
    command.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
    return command;
  }

  private static String awaitReady(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    String last = "it ended without a word";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length()).strip();
      }
      last = line;
    }
    throw new SettingsException("the embedded server did not start: " + last);
  }
}
