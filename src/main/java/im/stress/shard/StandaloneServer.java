package im.stress.shard;

import im.stress.config.ServerSettings;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The embedded server for a simulation that Maven or an IDE started without naming a target. */
final class StandaloneServer {
  /** Has the command {@code serve}; this package can't see it. */
  private static final String MAIN = "im.stress.cli.Main";

  private StandaloneServer() {}

  /** Blocks until it listens; returns its URL. It ends with this process. */
  static URI start(ServerSettings settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(ServerProcess.arguments(settings));
    try {
      return ServerProcess.awaitReady(new ProcessBuilder(command).redirectErrorStream(true).start())
          .url();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
