package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.CompareReport;
import im.stress.report.CompareSummary;
import im.stress.report.CompareSummary.Answer;
import im.stress.run.Children;
import im.stress.run.CompareRun;
import im.stress.run.Interrupts;
import im.stress.run.RunParts;
import im.stress.run.RunWiring;
import im.stress.run.StressRun;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs against two embedded servers. */
final class CompareCommandIT {
  /** A busy machine is no fault of the targets. */
  private static final List<String> TOLERANT =
      List.of(
          "max-cpu-percent=100",
          "max-steal-percent=100",
          "max-event-loop-lag-p99=10s",
          "max-send-lateness-p99=10s",
          "max-heartbeat-lateness-p99=10s",
          "max-gc-pause=10s");

  private final Children children = new Children();
  private final StringWriter out = new StringWriter();

  @AfterEach
  void leaveNothingRunning() {
    children.killAll();
  }

  @Test
  void late_acks_of_the_second_target_are_told_and_break_the_limit(@TempDir Path results)
      throws Exception {
    try (ImServer prompt = TestServer.with();
        ImServer late = TestServer.with("ack-delay=150ms")) {
      List<String> args = new ArrayList<>(List.of("--fail-if-slower", "10%"));
      args.addAll(List.of("--target", "a=" + prompt.url(), "--target", "b=" + late.url()));

      assertThat(compare(results, args)).as(out::toString).isEqualTo(2);
    }
    CompareSummary summary = read(results);
    assertThat(summary.answer()).isEqualTo(Answer.TOO_SLOW);
    assertThat(summary.reasons())
        .first()
        .asString()
        .startsWith("Ack, mean: ")
        .endsWith("more than the noise between runs");
    assertThat(summary.figures())
        .filteredOn(figure -> figure.name().equals("Received for each request"))
        .singleElement()
        .satisfies(figure -> assertThat(figure.first()).isBetween(100.0, 1_000.0));
  }

  @Test
  void one_server_behind_two_ports_shows_no_difference(@TempDir Path results) throws Exception {
    try (ImServer one = TestServer.with();
        ImServer other = TestServer.with()) {
      List<String> args = List.of("--target", "a=" + one.url(), "--target", "b=" + other.url());

      assertThat(compare(results, args)).as(out::toString).isZero();
    }
    assertThat(read(results).headline()).isEqualTo("No difference that these runs can show.");
  }

  private static CompareSummary read(Path results) throws IOException {
    return CompareReport.read(results.resolve("r")).orElseThrow();
  }

  private int compare(Path results, List<String> options) {
    List<String> args = new ArrayList<>(List.of("compare", "2", "0", "1", "50", "0"));
    args.addAll(options);
    args.addAll(List.of("--pause", "0", "--set", "im.run.warm-up=0s", "--set", "im.run.grace=1s"));
    TOLERANT.forEach(bound -> args.addAll(List.of("--set", "im.client." + bound)));
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out, true), false);
    Map<String, String> environment =
        Map.of("RESULTS_DIR", results.toString(), "RUN_ID", "r", "CI", "true");
    TerminalListener listener = new TerminalListener(terminal, Clock.systemUTC());
    Interrupts interrupts = new Interrupts();
    RunParts parts = RunWiring.parts(children, environment);
    StressRun run = new StressRun(parts, interrupts, listener);
    CompareRun comparing = RunWiring.compare(run, children, interrupts, listener);
    CompareCommand compare =
        new CompareCommand(
            comparing, RunWiring.demo(parts, comparing, interrupts), page -> {}, environment);
    RunCommand plain = new RunCommand(run, listener, page -> {}, environment);
    return new Main(terminal, Map.of("compare", compare)).run(plain, args.toArray(String[]::new));
  }
}
