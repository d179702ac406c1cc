package im.stress.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.run.Children;
import im.stress.run.Interrupts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import org.junit.jupiter.api.Timeout;

/** The command in a process of its own, as a user starts it. */
@Timeout(120)
class ServeCommandIT {
  private final List<Process> processes = new ArrayList<>();

  /** What the child process runs. */
  static final class Serve {
    private Serve() {}

    public static void main(String[] arguments) {
      Interrupts interrupts = new Interrupts();
      Main.listenToSignals(interrupts, new Children());
      System.exit(ServeCommand.commandLine(interrupts).execute(arguments));
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
        .contains("ss -ltnp 'sport = :" + port + "'")
        .contains("--port N")
        .contains("--set im.server.port=N")
        .doesNotContain("\n");
  }

  @Test
  void tcp_port_has_a_line_of_its_own() throws Exception {
    Process process = serve("--port=0", "--tcp-port=0");
    BufferedReader lines = process.inputReader();
    portOf(lines.readLine());
    String second = lines.readLine();
    assertThat(second).matches("listening tcp://127\\.0\\.0\\.1:\\d+");
    int port = URI.create(second.substring("listening ".length())).getPort();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.getOutputStream().write("{\"msgid\":1,\"id\":1,\"password\":\"p\"}".getBytes(UTF_8));
      client.setSoTimeout(20_000);
      byte[] answer = client.getInputStream().readNBytes(29);
      assertThat(new String(answer, UTF_8)).startsWith("{\"msgid\":2,\"errno\":0,\"id\":1,");
    }
  }

  @Test
  void taken_tcp_port_is_told_with_its_option() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = serve("--port=0", "--tcp-port=" + taken.getLocalPort());
      assertThat(exitCode(process)).isEqualTo(64);
      assertThat(errors(process))
          .startsWith("port " + taken.getLocalPort() + " on 127.0.0.1: expected it to be free")
          .contains("--tcp-port N")
          .contains("--set im.server.tcp-port=N")
          .doesNotContain("\n");
    }
  }

  @Test
  void closed_input_does_not_end_it() throws Exception {
    Process process = serve("--port=0");
    process.getOutputStream().close();
    int port = portOf(firstLine(process));
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
    for (int i = 0; i < 3; i++) {
      HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.discarding());
    }
    assertThat(process.isAlive()).isTrue();
  }
}
