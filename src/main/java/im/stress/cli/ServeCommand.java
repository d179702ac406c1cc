package im.stress.cli;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import im.stress.server.Durations;
import im.stress.server.ImServer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code serve}: the embedded IM server in a process of its own. Says where it listens, and runs
 * until it is told to stop (SIGTERM, SIGINT: exit code 0) or its parent process is gone.
 */
@Command(
    name = "serve",
    description = "Runs the embedded IM server until it is stopped.",
    exitCodeOnInvalidInput = ServeCommand.WRONG_USAGE,
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  static final int WRONG_USAGE = 64;

  /** Many times the longest message of a run; a frame of 64 KiB is more than chat needs. */
  private static final int MAX_FRAME_BYTES = 65_536;

  /** Some thousand pushes: more than a client leaves unread unless it hangs. */
  private static final int MAX_QUEUED_BYTES = 1_048_576;

  private static final long PARENT_POLL_SECONDS = 1;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "10001",
      description = "WebSocket and HTTP port, 0 = any free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}: this machine only).")
  private String bind;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "A connection from which nothing came for this long is closed, 0 = never (default"
              + " ${DEFAULT-VALUE}).")
  private String idleTimeout;

  @Option(
      names = "--fault",
      paramLabel = "NAME=VALUE",
      description =
          "Does something wrong on demand, may be repeated: ack-delay=5s, stall=3s/20s,"
              + " drop-push=0.01, duplicate-push=0.01, reorder-push=0.01, misroute-push=0.01,"
              + " garbage-push=0.01, drop-ack=0.01, duplicate-ack=0.01, reject-login=0.05,"
              + " close-after=10s:1011, reset-after=10s, silent-after=10s, kick-after=10s.")
  private List<String> faults = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Start of the random choices of the faults (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--max-users",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "A login beyond this number is rejected (default ${DEFAULT-VALUE}).")
  private int maxUsers;

  @Option(
      names = "--parent",
      paramLabel = "PID",
      description = "Stops when the process with this id is gone.")
  private Long parent;

  @Spec private CommandSpec spec;

  /** Runs the server. Exit codes: 0 stopped, 64 a setting can't be used (one line on stderr). */
  @Override
  public Integer call() throws InterruptedException {
    try (ImServer server = ImServer.start(settings())) {
      Thread onSignal = new Thread(() -> stopOnSignal(server), "stop-on-signal");
      Runtime.getRuntime().addShutdownHook(onSignal);
      try {
        announce(server);
        awaitEndOfParent();
      } finally {
        removeHook(onSignal);
      }
      return 0;
    } catch (SettingsException e) {
      err().println(e.getMessage());
      err().flush();
      return WRONG_USAGE;
    }
  }

  private ServerSettings settings() {
    if (port < 0 || port > 65_535) {
      throw new SettingsException("--port: expected 0 to 65535, got " + port);
    }
    if (maxUsers < 1) {
      throw new SettingsException("--max-users: expected 1 or more, got " + maxUsers);
    }
    return new ServerSettings(
        bind,
        port,
        Durations.parse("--idle-timeout", idleTimeout),
        MAX_FRAME_BYTES,
        maxUsers,
        MAX_QUEUED_BYTES,
        seed,
        faults);
  }

  private void announce(ImServer server) {
    String host = bind.indexOf(':') < 0 ? bind : "[" + bind + "]";
    PrintWriter out = spec.commandLine().getOut();
    out.println("listening ws://" + host + ":" + server.port() + "/websocket");
    out.flush();
  }

  /** Without a parent only a signal, or an interrupt, ends the wait. */
  private void awaitEndOfParent() throws InterruptedException {
    Optional<ProcessHandle> process =
        ProcessHandle.of(parent == null ? ProcessHandle.current().pid() : parent);
    while (process.isPresent() && process.get().isAlive()) {
      TimeUnit.SECONDS.sleep(PARENT_POLL_SECONDS);
    }
    err().println("serve: stops, since process " + parent + " is gone");
    err().flush();
  }

  /** Without halt the JVM would end with 143 (128 + SIGTERM), though all went as it should. */
  private static void stopOnSignal(ImServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }

  /** Keeps the hook from running at the end of a process that only ran this command. */
  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return;
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
