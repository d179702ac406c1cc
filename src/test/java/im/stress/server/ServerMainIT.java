package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server as the child of a process. */
@Timeout(120)
class ServerMainIT {
  private final List<Process> processes = new ArrayList<>();

  /** A parent that starts a server, says its process id, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws IOException {
      Process child = new ProcessBuilder(command(ServerMain.class, "-Dim.server.port=0")).start();
      child.inputReader().readLine();
      System.out.println(child.pid());
      System.in.read();
    }
  }

  private static List<String> command(Class<?> main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  private Process start(Class<?> main, String... options) throws IOException {
    Process process = new ProcessBuilder(command(main, options)).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void it_ends_when_its_input_is_closed() throws Exception {
    Process process = start(ServerMain.class, "-Dim.server.port=0", "-Dim.server.tcp-port=0");
    ServerProcess server = ServerProcess.awaitReady(process, "ws");
    assertThat(server.url().getScheme()).isEqualTo("ws");
    process.getOutputStream().write("anything".getBytes(UTF_8));
    process.getOutputStream().flush();
    assertThat(process.isAlive()).isTrue();

    process.getOutputStream().close();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void it_ends_when_its_parent_is_killed() throws Exception {
    Process parent = start(Parent.class);
    ProcessHandle server =
        ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
    try {
      assertThat(server.isAlive()).isTrue();
      parent.destroyForcibly();
      server.onExit().get(60, TimeUnit.SECONDS);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void setting_that_can_not_be_used_is_told_in_its_own_words() throws IOException {
    Process process = start(ServerMain.class, "-Dim.server.faults=drop-push=2");
    assertThatThrownBy(() -> ServerProcess.awaitReady(process, "ws"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "fault drop-push: expected a share from 0 to 1, such as drop-push=0.01, got \"2\"");
  }
}
