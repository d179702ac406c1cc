package im.stress.cli;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.Times;
import im.stress.monitor.ProcessLife;
import im.stress.server.ImServer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "WebSocket and HTTP port, 0 = any free one (else im.server.port).")
  private Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on (else im.server.bind: this machine only).")
  private String bind;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      description =
          "A connection from which nothing came for this long is closed, 0 = never (else"
              + " im.server.idle-timeout: 60s).")
  private String idleTimeout;

  @Option(
      names = "--fault",
      paramLabel = "NAME=VALUE",
      description =
          "Does something wrong on demand, may be repeated: ack-delay=5s, stall=3s/20s,"
              + " drop-push=0.01, duplicate-push=0.01, reorder-push=0.01, misroute-push=0.01,"
              + " garbage-push=0.01, drop-ack=0.01, duplicate-ack=0.01, reject-login=0.05,"
              + " close-after=10s:1011, reset-after=10s, silent-after=10s, kick-after=10s.")
  private List<String> faults;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Start of the random choices of the faults (else im.server.seed).")
  private Long seed;

  @Option(
      names = "--max-users",
      paramLabel = "N",
      description = "A login beyond this number is rejected (else im.server.max-users).")
  private Integer maxUsers;

  @Option(
      names = "--max-frame-bytes",
      paramLabel = "N",
      description = "A larger frame closes the connection (else im.server.max-frame-bytes).")
  private Integer maxFrameBytes;

  @Option(
      names = "--max-queued-bytes",
      paramLabel = "N",
      description =
          "A connection with more unsent bytes is cut off (else im.server.max-queued-bytes).")
  private Integer maxQueuedBytes;

  @Option(
      names = "--parent",
      paramLabel = "PID",
      description = "Stops when the process with this id is gone.")
  private Long parent;

  @Spec private CommandSpec spec;

  /** Runs the server. Exit codes: 0 stopped, 64 a setting can't be used (one line on stderr). */
  @Override
  public Integer call() throws InterruptedException {
    try {
      serve(settings());
      return 0;
    } catch (SettingsException e) {
      err().println(e.getMessage());
      err().flush();
      return WRONG_USAGE;
    }
  }

  private void serve(ServerSettings settings) throws InterruptedException {
    try (ImServer server = ImServer.start(settings)) {
      Thread onSignal = new Thread(() -> stopOnSignal(server), "stop-on-signal");
      Runtime.getRuntime().addShutdownHook(onSignal);
      try {
        announce(server);
        awaitEndOfParent();
      } finally {
        removeHook(onSignal);
      }
    }
  }

  /** Options first, then {@code im.server}. */
  ServerSettings settings() {
    ServerSettings configured =
        SettingsLoader.load(SettingsSources.ofEnvironment(Map.of())).settings().server();
    return new ServerSettings(
        orElse(bind, configured.bind()),
        within("--port", orElse(port, configured.port()), 0, 65_535),
        idleTimeout == null ? configured.idleTimeout() : Times.parse("--idle-timeout", idleTimeout),
        within(
            "--max-frame-bytes",
            orElse(maxFrameBytes, configured.maxFrameBytes()),
            ServerSettings.LEAST_FRAME_BYTES,
            Integer.MAX_VALUE),
        within("--max-users", orElse(maxUsers, configured.maxUsers()), 1, Integer.MAX_VALUE),
        within(
            "--max-queued-bytes",
            orElse(maxQueuedBytes, configured.maxQueuedBytes()),
            1,
            Integer.MAX_VALUE),
        orElse(seed, configured.seed()),
        orElse(faults, configured.faults()));
  }

  private static <T> T orElse(T option, T configured) {
    return option == null ? configured : option;
  }

  private static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new SettingsException(
          "%s: expected %d to %d, got %d".formatted(option, least, most, value));
    }
    return value;
  }

  private void announce(ImServer server) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("listening " + server.url());
    out.flush();
  }

  /** Without a parent only a signal, or an interrupt, ends the wait. */
  private void awaitEndOfParent() throws InterruptedException {
    ProcessLife.awaitEnd(parent == null ? ProcessHandle.current().pid() : parent);
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
