package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.stress.server.ImServer;
import im.stress.user.TestServer;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a German system failures have the same names as on any other. */
@Timeout(240)
class OtherLanguageIT {
  @TempDir Path folder;

  @Test
  void failures_are_named_by_their_numbers_and_types() throws IOException, InterruptedException {
    assumeTrue(Epoll.isAvailable(), "no native sockets here");
    List<String> told = output(GermanFailures.class);

    assertThat(told).hasSize(3);
    assertThat(told.get(0)).startsWith("out-of-fds: ").contains("Zu viele offene Dateien");
    assertThat(told.get(1)).startsWith("port ").contains("expected it to be free");
    assertThat(told.get(2)).startsWith("refused: ").contains("Verbindungsaufbau abgelehnt");
  }

  /** With Java's own sockets, which know this failure by the system's words alone. */
  @Test
  void file_handles_that_run_out_are_named_though_java_has_no_number_for_it()
      throws IOException, InterruptedException {
    assumeTrue(ToolRun.canLimitFileHandles(), "no prlimit here");
    Path locales = Files.createDirectory(folder.resolve("locales"));
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .tolerant()
                .cold()
                .variables(GermanSystem.variables(locales))
                .javaOptions("-Dgatling.netty.useNativeTransport=false")
                .target(server.port())
                .load(100, 5, 1, 500, 1_000)
                .start()) {
      await().atMost(Duration.ofMinutes(1)).until(() -> server.stats().connectionsOpened() > 1);
      run.leaveFileHandles(20);

      assertThat(run.await()).as(run.output()).isEqualTo(3);
      assertThat(run.summary().at("/connections/deaths").findValuesAsText("cause"))
          .contains("out-of-fds")
          .doesNotContain("other");
    }
  }

  private List<String> output(Class<?> program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    builder.environment().putAll(GermanSystem.variables(folder));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
