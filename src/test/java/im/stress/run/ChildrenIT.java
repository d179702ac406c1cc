package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.stress.config.SettingsException;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ChildrenIT {
  @TempDir Path temporary;
  private final Children children = new Children();

  @AfterEach
  void killAll() {
    children.killAll();
  }

  @Test
  void server_is_ready_when_it_says_so() throws Exception {
    ServerProcess server = start("echo listening ws://127.0.0.1:4711/websocket; exec sleep 60");

    assertThat(server.url()).hasToString("ws://127.0.0.1:4711/websocket");
    assertThat(server.gone()).isNotDone();
    server.stop();
    assertThat(server.gone()).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void port_in_use_is_told_in_the_words_of_the_server() {
    assertThatThrownBy(() -> start("echo '--port: 10001 is taken' >&2; exit 64"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--port: 10001 is taken");
  }

  @Test
  void server_that_breaks_at_its_start_is_a_failure_of_the_tool() {
    assertThatThrownBy(() -> start("echo broken >&2; exit 1"))
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessage("the embedded server did not start: broken");
  }

  @Test
  void server_that_ends_by_itself_is_noticed() throws Exception {
    ServerProcess server = start("echo listening ws://127.0.0.1:1/websocket; echo oops; exit 9");

    assertThat(server.gone())
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo("the embedded server ended with exit code 9: oops");
  }

  @Test
  void greeting_of_a_server_is_no_reason_for_its_end() throws Exception {
    ServerProcess server =
        start("echo listening tcp://127.0.0.1:2; echo listening ws://127.0.0.1:1/im; exit 137");

    assertThat(server.gone())
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo("the embedded server ended with exit code 137");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP"})
  void child_hears_its_parent_only_and_no_signal_of_the_terminal(String signal) throws Exception {
    Path ready = temporary.resolve("ready");
    Process child =
        children.start(shell("touch ready; while :; do [ ! -e go ] || touch on; sleep 0.1; done"));
    await().until(() -> Files.exists(ready));

    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
    assertThat(kill.waitFor()).isZero();
    Files.createFile(temporary.resolve("go"));

    await().until(() -> Files.exists(temporary.resolve("on")));
    child.destroy();
    assertThat(child.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void child_hears_of_failures_in_english() throws Exception {
    ProcessBuilder builder = shell("echo \"$LC_ALL|$LC_CTYPE|$LC_MESSAGES\"");
    builder.environment().put("LC_ALL", "de_DE.UTF-8");

    Process child = children.start(builder);

    assertThat(child.inputReader().readLine()).isEqualTo("|de_DE.UTF-8|C");
  }

  @Test
  void output_and_exit_code_of_a_shard_are_kept() throws Exception {
    Shard shard = ShardProcess.start(children, shell("echo out; echo err >&2; exit 7"), temporary);

    assertThat(shard.exit()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(7);
    assertThat(temporary.resolve("gatling.out")).hasContent("out\nerr");
  }

  @Test
  void nothing_starts_after_the_end() throws IOException {
    Process child = children.start(shell("exec sleep 60"));

    children.killAll();

    await().until(() -> !child.isAlive());
    assertThatThrownBy(() -> children.start(shell("exit 0"))).isInstanceOf(IOException.class);
  }

  private ServerProcess start(String script) throws Exception {
    return ServerStarter.start(children, shell(script), "ws");
  }

  private ProcessBuilder shell(String script) {
    return new ProcessBuilder("sh", "-c", script).directory(temporary.toFile());
  }
}
