package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.server.ServerMain;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.util.List;

/** Starts the embedded IM server; tests put their own in its place. */
public interface ServerStarter {

  /**
   * Starts one that can hold its share of the users, and blocks until it listens.
   *
   * @param run with the ports of this server
   * @throws im.stress.config.SettingsException when it can't use a setting, in its own words
   * @throws CommandException when it doesn't start for another reason, in its own words
   */
  ServerProcess start(LoadedSettings run, ShardPlan plan) throws IOException, CommandException;

  /** Starts them with this kind of JVM. */
  static ServerStarter with(Children children, ChildJvm jvm) {
    return (run, plan) -> {
      int users = plan.servers() > 1 ? plan.usersPerShard() : run.settings().load().users();
      List<String> main = List.of(ServerMain.class.getName());
      List<String> command = jvm.command(users, plan.servers(), run.serverProperties(), main);
      return start(children, new ProcessBuilder(command), run.settings().target().scheme());
    };
  }

  /** Starts this command and blocks until it says that it listens on the port of this scheme. */
  static ServerProcess start(Children children, ProcessBuilder builder, String scheme)
      throws IOException, CommandException {
    Process process = children.start(builder.redirectErrorStream(true));
    try {
      return ServerProcess.awaitReady(process, scheme);
    } catch (IOException e) {
      throw CommandException.failed(e.getMessage(), e);
    }
  }
}
