package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.report.CapacityReport;
import im.stress.report.CapacitySummary;
import im.stress.report.LimitKind;
import im.stress.report.Verdict;
import im.stress.run.Children;
import im.stress.run.Interrupts;
import im.stress.run.RunWiring;
import im.stress.run.StagedListener;
import im.stress.run.StressRun;
import im.stress.server.ImServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real search against a server that lets five users in. */
@Tag("own-jvm")
final class CapacityCommandIT {
  private final Children children = new Children();
  private final StringWriter out = new StringWriter();

  @AfterEach
  void leaveNothingRunning() {
    children.killAll();
  }

  @Test
  void search_that_was_interrupted_goes_on_and_finds_the_limit(@TempDir Path results)
      throws Exception {
    try (ImServer server = ImServer.start(serverSettings())) {
      Map<String, String> environment =
          Map.of(
              "RESULTS_DIR",
              results.toString(),
              "RUN_ID",
              "r",
              "TARGET_URL",
              server.url().toString(),
              "CI",
              "true");
      assertThat(search(environment, first(), true)).as(out::toString).isEqualTo(130);
      assertThat(summary(results).verdict()).isEqualTo(Verdict.INTERRUPTED);
      List<String> resume = List.of("capacity", "--resume", "r");

      assertThat(search(environment, resume, false)).as(out::toString).isZero();
    }
    CapacitySummary found = summary(results);
    assertThat(found.holds()).isEqualTo(4);
    assertThat(found.limit().kind()).isEqualTo(LimitKind.LOGINS);
    assertThat(found.limit().figures()).contains("2 of 7 logins failed: login-rejected 2");
    assertThat(found.levels())
        .extracting(level -> level.run().name())
        .containsExactly("1-4", "2-7", "3-4-confirm");
  }

  private static ServerSettings serverSettings() {
    return SettingsLoader.load(
            SettingsSources.ofEnvironment(Map.of())
                .with("im.server.port", "0")
                .with("im.server.max-users", "5"))
        .settings()
        .server();
  }

  /** Four users, then seven; wider than any interval, so that nothing is halved. */
  private static List<String> first() {
    List<String> args = new ArrayList<>(List.of("capacity", "--from", "4", "--to", "7"));
    args.addAll(List.of("--step-seconds", "4", "--precision", "99", "--pause", "0"));
    args.addAll(List.of("--set", "im.ramp-up=0s", "--set", "im.message.interval=200ms"));
    args.addAll(List.of("--set", "im.run.grace=1s"));
    args.addAll(List.of("--set", "im.thresholds=success.login >= 0.95"));
    StagedCommandIT.TOLERANT.forEach(bound -> args.addAll(List.of("--set", "im.client." + bound)));
    return args;
  }

  private int search(Map<String, String> environment, List<String> args, boolean interrupted) {
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out, true), false);
    TerminalListener listener = new TerminalListener(terminal, Clock.systemUTC());
    Interrupts interrupts = new Interrupts();
    StressRun run = new StressRun(RunWiring.parts(children, environment), interrupts, listener);
    StagedListener atEachVerdict = interrupted ? asking(listener, interrupts) : listener;
    CapacityCommand capacity =
        new CapacityCommand(
            RunWiring.capacity(run, interrupts, atEachVerdict), page -> {}, environment);
    RunCommand plain = new RunCommand(run, listener, page -> {}, environment);
    return new Main(terminal, Map.of("capacity", capacity)).run(plain, args.toArray(String[]::new));
  }

  /** Asks for an end as soon as the first level has its verdict. */
  private static StagedListener asking(StagedListener listener, Interrupts interrupts) {
    return new StagedListener() {
      @Override
      public void tell(String line) {
        listener.tell(line);
      }

      @Override
      public void pausing(Duration left) {
        listener.pausing(left);
      }

      @Override
      public void verdict(String lines) {
        listener.verdict(lines);
        interrupts.ask();
      }
    };
  }

  private static CapacitySummary summary(Path results) throws Exception {
    return CapacityReport.read(results.resolve("r")).orElseThrow();
  }
}
