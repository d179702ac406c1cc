package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.StagedReport;
import im.stress.report.StagedSummary;
import im.stress.report.Verdict;
import im.stress.run.Children;
import im.stress.run.Interrupts;
import im.stress.run.RunWiring;
import im.stress.run.StressRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real steps, each against an embedded server of its own. */
@Tag("own-jvm")
final class StagedCommandIT {
  /** A busy machine is no fault of the steps. */
  static final List<String> TOLERANT =
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
  void two_steps_pass_and_are_in_one_table(@TempDir Path results) throws Exception {
    List<String> args = new ArrayList<>(List.of("staged", "--levels", "2,4", "--ramp-up", "0"));
    args.addAll(List.of("--duration", "4", "--message-interval", "500", "--pause", "0"));
    args.addAll(List.of("--set", "im.server.port=0"));
    args.addAll(List.of("--set", "im.thresholds=connections.lost <= 0"));
    TOLERANT.forEach(bound -> args.addAll(List.of("--set", "im.client." + bound)));

    assertThat(run(results, args)).as(out::toString).isZero();

    StagedSummary summary = StagedReport.read(results.resolve("r")).orElseThrow();
    assertThat(summary.verdict()).isEqualTo(Verdict.PASS);
    assertThat(summary.steps())
        .allSatisfy(
            step -> {
              assertThat(step.figures().connected()).isEqualTo(step.users());
              assertThat(step.figures().ackP99Micros()).isPositive();
              assertThat(results.resolve("r").resolve(step.name()).resolve("index.html")).exists();
            });
    assertThat(out.toString().lines().filter(line -> line.endsWith("(embedded server)")).distinct())
        .hasSize(2);
    assertThat(out.toString()).contains("PASS  staged run r: All steps passed.");
  }

  private int run(Path results, List<String> args) {
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out, true), false);
    Map<String, String> environment =
        Map.of("RESULTS_DIR", results.toString(), "RUN_ID", "r", "CI", "true");
    TerminalListener listener = new TerminalListener(terminal, Clock.systemUTC());
    Interrupts interrupts = new Interrupts();
    StressRun run = new StressRun(RunWiring.parts(children, environment), interrupts, listener);
    StagedCommand staged =
        new StagedCommand(RunWiring.staged(run, interrupts, listener), page -> {}, environment);
    RunCommand plain = new RunCommand(run, listener, page -> {}, environment);
    return new Main(terminal, Map.of("staged", staged)).run(plain, args.toArray(String[]::new));
  }
}
