package im.stress.shard;

import im.stress.config.LoadedSettings;
import im.stress.server.ServerMain;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The embedded server for a simulation that Maven or an IDE started without naming a target. */
final class StandaloneServer {
  private StandaloneServer() {}

  /** Blocks until it listens; returns its URL. It ends with this process. */
  static URI start(LoadedSettings run) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    run.serverProperties().forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServerMain.class.getName());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return ServerProcess.awaitReady(process, run.settings().target().scheme()).url();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
