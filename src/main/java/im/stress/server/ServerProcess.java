package im.stress.server;

import im.stress.config.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server as a process of its own, so that its work is not mistaken for that of the load
 * generator. Whoever starts it runs {@link ServerMain} with the system properties of {@link
 * im.stress.config.LoadedSettings#serverProperties} and leaves its standard input open.
 * Thread-safe.
 */
public final class ServerProcess {
  /** A JVM on a busy machine takes some seconds. */
  private static final long START_SECONDS = 30;

  private static final long STOP_SECONDS = 5;

  private static final Optional<URI> NONE = Optional.empty();

  private final Process process;
  private final String listening;
  private final CompletableFuture<Optional<URI>> url = new CompletableFuture<>();
  private volatile String lastLine = "";
  private final CompletableFuture<Void> outputRead;

  private ServerProcess(Process process, String scheme) {
    this.process = process;
    this.listening = Serving.LISTENING + scheme + "://";
    this.outputRead = CompletableFuture.runAsync(this::readOutput, ServerProcess::onDaemonThread);
  }

  /**
   * Blocks until this process says that it listens on the port of this scheme, {@code ws}, {@code
   * tcp} or {@code http}, which takes 30 s at most. Its error stream must have been merged into the
   * other.
   *
   * @throws SettingsException when it can't use a setting, in its own words
   * @throws IOException when it doesn't start for any other reason, in one line
   */
  public static ServerProcess awaitReady(Process process, String scheme) throws IOException {
    ServerProcess server = new ServerProcess(process, scheme);
    Optional<URI> url = server.url.completeOnTimeout(NONE, START_SECONDS, TimeUnit.SECONDS).join();
    if (url.isPresent()) {
      return server;
    }
    process.destroyForcibly();
    server.gone().completeOnTimeout("", STOP_SECONDS, TimeUnit.SECONDS).join();
    String why =
        server.lastLine.isEmpty()
            ? "it ended or did not answer, and printed nothing"
            : server.lastLine;
    if (!process.isAlive() && process.exitValue() == ServerMain.WRONG_USAGE) {
      throw new SettingsException(why);
    }
    throw new IOException("the embedded server did not start: " + why);
  }

  /** Reads to the end, so that a server which says much never waits for its reader. */
  private void readOutput() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(listening)) {
          url.complete(Optional.of(URI.create(line.substring(Serving.LISTENING.length()).strip())));
        } else if (!line.startsWith(Serving.LISTENING)
            && !line.isBlank()
            && !Character.isWhitespace(line.charAt(0))) {
          // What is indented belongs to a stack trace.
          lastLine = line.strip();
        }
      }
    } catch (IOException e) {
      lastLine = e.getMessage();
    }
    url.complete(NONE);
  }

  private static void onDaemonThread(Runnable work) {
    Thread thread = new Thread(work, "server output");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens for clients of the scheme that was asked for. */
  public URI url() {
    return url.join().orElseThrow();
  }

  /** Completes with one line when the server has ended, which nobody asked it to. */
  public CompletableFuture<String> gone() {
    return outputRead.thenCombine(
        process.onExit(),
        (ignored, ended) ->
            "the embedded server ended with exit code %d%s"
                .formatted(ended.exitValue(), lastLine.isEmpty() ? "" : ": " + lastLine));
  }

  /** Stops it and waits up to 5 s for its end. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
