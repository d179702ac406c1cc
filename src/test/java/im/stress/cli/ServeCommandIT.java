package im.stress.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command in a process of its own, as a run and a user start it. */
class ServeCommandIT {
  private final List<Process> processes = new ArrayList<>();

  /** What the child process runs. */
  static final class Serve {
    private Serve() {}

    public static void main(String[] arguments) {
      System.exit(new CommandLine(new ServeCommand()).execute(arguments));
    }
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process serve(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Serve.class.getName()));
    command.addAll(List.of(arguments));
    return started(new ProcessBuilder(command));
  }

  private Process started(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static int portOf(String line) {
    assertThat(line).matches("listening ws://127\\.0\\.0\\.1:\\d+/websocket");
    return URI.create(line.substring("listening ".length())).getPort();
  }

  @Test
  void serves_until_sigterm_and_exits_0() throws Exception {
    Process process = serve("--port=0");
    int port = portOf(firstLine(process));
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
    process.toHandle().destroy();
    assertThat(exitCode(process)).isZero();
    assertThat(errors(process)).isEmpty();
  }

  @Test
  void taken_port_is_told_in_one_line() throws Exception {
    Process first = serve("--port=0");
    int port = portOf(firstLine(first));
    Process second = serve("--port=" + port);
    assertThat(exitCode(second)).isEqualTo(64);
    assertThat(errors(second))
        .startsWith("port " + port + " on 127.0.0.1: expected it to be free")
        .contains("process " + first.pid())
        .contains("--port N")
        .contains("--set im.server.port=N")
        .doesNotContain("\n");
  }

  @Test
  void server_ends_with_its_parent() throws Exception {
    Process parent = started(new ProcessBuilder("sleep", "60"));
    Process process = serve("--port=0", "--parent=" + parent.pid());
    portOf(firstLine(process));
    assertThat(process.isAlive()).isTrue();
    parent.destroyForcibly();
    assertThat(exitCode(process)).isZero();
    assertThat(errors(process)).contains("process " + parent.pid() + " is gone");
  }
}
