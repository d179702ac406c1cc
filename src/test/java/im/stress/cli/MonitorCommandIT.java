package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.MonitorColumn;
import im.stress.run.Children;
import im.stress.run.Interrupts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(30)
class MonitorCommandIT {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void rows_end_with_the_duration_and_a_closing_table() throws IOException {
    Path watch = folder.resolve("watch");

    int code = execute("--duration", "2", "--output", watch.toString());

    assertThat(code).isZero();
    assertThat(Files.readAllLines(watch.resolve("monitor.csv"))).hasSizeGreaterThanOrEqualTo(3);
    assertThat(out.toString().lines())
        .filteredOn(line -> line.matches("\\d\\d:\\d\\d:\\d\\d .*"))
        .hasSize(2);
    assertThat(out.toString()).contains("p95", MonitorColumn.MACHINE_CPU_PERCENT.key());
  }

  @Test
  void interrupted_watch_still_prints_the_closing_table() throws Exception {
    Process child = startChild(folder.resolve("watch"));
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      awaitRow(lines);
      child.toHandle().destroy();

      List<String> rest = lines.lines().toList();

      assertThat(child.waitFor()).isEqualTo(130);
      assertThat(rest).anyMatch(line -> line.startsWith(MonitorColumn.TCP_RETRANSMITS.key()));
    } finally {
      child.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port,0,1 to 65535",
    "--port,65536,1 to 65535",
    "--duration,0,1 second or more",
    "--duration,-5,1 second or more",
    "--interval,0,1 second or more",
    "--pid,2147483647,a running process",
  })
  void unusable_value_is_named_and_nothing_is_written(String option, String value, String expected)
      throws IOException {
    int code = execute(option, value, "--output", folder.resolve("watch").toString());

    assertThat(code).isEqualTo(64);
    assertThat(err.toString().lines().findFirst().orElseThrow())
        .contains(option + ": expected " + expected, "got " + value);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void existing_output_is_never_overwritten() throws IOException {
    Path watch = Files.createDirectory(folder.resolve("watch"));
    Path precious = Files.writeString(watch.resolve("monitor.csv"), "precious");

    assertThat(execute("--output", watch.toString())).isEqualTo(64);

    assertThat(err.toString()).contains("--output: expected a new folder");
    assertThat(precious).hasContent("precious");
  }

  private int execute(String... arguments) {
    Interrupts interrupts = new Interrupts();
    return new CommandLine(new MonitorCommand(interrupts))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static Process startChild(Path watch) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            MonitorCommandIT.class.getName(),
            "--duration",
            "60",
            "--output",
            watch.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void awaitRow(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.matches("\\d\\d:\\d\\d:\\d\\d +\\d+\\.\\d .*")) {
      line = lines.readLine();
    }
    assertThat(line).isNotNull();
  }

  /** The child of {@link #startChild}. */
  public static void main(String[] arguments) {
    Interrupts interrupts = new Interrupts();
    Main.listenToSignals(interrupts, new Children());
    System.exit(new CommandLine(new MonitorCommand(interrupts)).execute(arguments));
  }
}
