package im.stress.cli;

import im.stress.config.ServerSettings;
import im.stress.config.Times;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The embedded IM server as a process of its own, so that its work is not mistaken for that of the
 * load generator.
 */
final class EmbeddedServer {
  private static final String READY = "listening ws://";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private volatile String lastLine = "";
  private final CompletableFuture<Void> outputRead;

  private EmbeddedServer(Process process) {
    this.process = process;
    this.outputRead = CompletableFuture.runAsync(this::readOutput, EmbeddedServer::onDaemonThread);
  }

  /** Starts servers. */
  interface Starter {

    /**
     * Starts one and blocks until it listens.
     *
     * @param users connections that it has to hold
     * @throws CommandException when it doesn't start, in its own words
     */
    EmbeddedServer start(ServerSettings settings, int users)
        throws IOException, InterruptedException, CommandException;
  }

  /** Starts them with this kind of JVM. */
  static Starter starter(Children children, ChildJvm jvm) {
    return (settings, users) ->
        start(
            children,
            new ProcessBuilder(jvm.command(users, 1, Map.of(), mainAndArguments(settings))));
  }

  private static List<String> mainAndArguments(ServerSettings settings) {
    List<String> arguments = new ArrayList<>(List.of(Main.class.getName(), "serve"));
    arguments.addAll(List.of("--bind", settings.bind()));
    arguments.addAll(List.of("--port", Integer.toString(settings.port())));
    arguments.addAll(List.of("--idle-timeout", Times.text(settings.idleTimeout())));
    arguments.addAll(List.of("--seed", Long.toString(settings.seed())));
    arguments.addAll(List.of("--max-users", Integer.toString(settings.maxUsers())));
    settings.faults().forEach(fault -> arguments.addAll(List.of("--fault", fault)));
    arguments.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
    return arguments;
  }

  /** Starts this command and blocks until it says that it listens. */
  static EmbeddedServer start(Children children, ProcessBuilder builder)
      throws IOException, InterruptedException, CommandException {
    EmbeddedServer server = new EmbeddedServer(children.start(builder.redirectErrorStream(true)));
    Waiting.isDoneWithin(server.ready, START_LIMIT);
    if (server.ready.isDone() && !server.ready.isCompletedExceptionally()) {
      return server;
    }
    server.process.destroyForcibly();
    Waiting.isDoneWithin(server.gone(), STOP_LIMIT);
    throw server.notReady();
  }

  private CommandException notReady() {
    String why = lastLine.isEmpty() ? "it ended or hung without a word" : lastLine;
    return process.exitValue() == ExitCode.USAGE
        ? CommandException.usage(why)
        : CommandException.failed("the embedded server did not start: " + why, null);
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(URI.create(line.substring(READY.length() - "ws://".length()).strip()));
        } else {
          String said = OutputTail.lastLine(line);
          lastLine = said.isEmpty() ? lastLine : said;
        }
      }
    } catch (IOException e) {
      lastLine = e.getMessage();
    }
    ready.completeExceptionally(new IOException("ended"));
  }

  private static void onDaemonThread(Runnable work) {
    Thread thread = new Thread(work, "server output");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens. */
  URI url() {
    return ready.join();
  }

  /** Completes with one line when the server has ended, which nobody asked it to. */
  CompletableFuture<String> gone() {
    return outputRead.thenCombine(
        process.onExit(),
        (ignored, ended) ->
            "the embedded server ended with exit code %d: %s"
                .formatted(ended.exitValue(), lastLine));
  }

  /** Stops it and waits for its end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!Waiting.isDoneWithin(process.onExit(), STOP_LIMIT)) {
      process.destroyForcibly();
    }
  }
}
