package im.stress.run;

import im.stress.config.ServerSettings;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the embedded IM server; tests put their own in its place. */
public interface ServerStarter {

  /**
   * Starts one and blocks until it listens.
   *
   * @param users connections that it has to hold
   * @throws im.stress.config.SettingsException when it can't use a setting, in its own words
   * @throws CommandException when it doesn't start for another reason, in its own words
   */
  ServerProcess start(ServerSettings settings, int users) throws IOException, CommandException;

  /** Starts them with this kind of JVM. */
  static ServerStarter with(Children children, ChildJvm jvm, Class<?> main) {
    return (settings, users) -> {
      List<String> mainAndArguments = new ArrayList<>(List.of(main.getName()));
      mainAndArguments.addAll(ServerProcess.arguments(settings));
      return start(children, new ProcessBuilder(jvm.command(users, 1, Map.of(), mainAndArguments)));
    };
  }

  /** Starts this command and blocks until it says that it listens. */
  static ServerProcess start(Children children, ProcessBuilder builder)
      throws IOException, CommandException {
    Process process = children.start(builder.redirectErrorStream(true));
    try {
      return ServerProcess.awaitReady(process);
    } catch (IOException e) {
      throw CommandException.failed(e.getMessage(), e);
    }
  }
}
