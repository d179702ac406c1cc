package im.stress.monitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A JVM of its own that listens on a port and collects its garbage on demand. It ends with its
 * standard input, so it never outlives the test.
 */
final class ChildTarget implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  private ChildTarget(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it and waits until it listens. */
  static ChildTarget listeningOn(int port) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            ChildTarget.class.getName(),
            Integer.toString(port));
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    ChildTarget child = new ChildTarget(command.start());
    child.awaitAnswer();
    return child;
  }

  int pid() {
    return Math.toIntExact(process.pid());
  }

  /** Returns when the garbage of the child is collected. */
  void collectGarbage() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    awaitAnswer();
  }

  @Override
  public void close() {
    kill();
  }

  /** Returns when it has ended. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  private void awaitAnswer() throws IOException {
    if (answers.readLine() == null) {
      throw new IOException("the child has ended");
    }
  }

  /** The child itself. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("listening on " + server.getLocalPort());
      while (commands.readLine() != null) {
        System.gc();
        System.out.println("collected");
      }
    }
  }
}
