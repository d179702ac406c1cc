package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real search against a server that lets six users in. */
@Tag("own-jvm")
final class CapacityCommandIT {
  private final Children children = new Children();
  private final StringWriter out = new StringWriter();

  @AfterEach
  void leaveNothingRunning() {
    children.killAll();
  }

  @Test
  void search_that_was_interrupted_and_lost_its_target_goes_on_and_finds_the_limit(
      @TempDir Path results) throws Exception {
    List<String> resume = List.of("capacity", "--resume", "r");
    Map<String, String> environment;
    int port;
    try (ImServer server = ImServer.start(serverSettings(0))) {
      port = server.port();
      environment = environment(results, server);
      assertThat(search(environment, byUsers(), true)).as(out::toString).isEqualTo(130);
      assertThat(summary(results).verdict()).isEqualTo(Verdict.INTERRUPTED);

      CompletableFuture<Void> death = CompletableFuture.runAsync(() -> dieOfEightUsers(server));
      assertThat(search(environment, resume, false)).as(out::toString).isEqualTo(69);
      assertThat(death).isCompleted();
    }
    assertThat(summary(results).holds()).isEqualTo(4);
    assertThat(summary(results).limit().kind()).isEqualTo(LimitKind.TARGET_DIED);

    try (ImServer server = ImServer.start(serverSettings(port))) {
      assertThat(search(environment, resume, false)).as(out::toString).isZero();
      assertThat(server.stats().logins()).isPositive();
    }
    CapacitySummary found = summary(results);
    assertThat(found.holds()).isEqualTo(6);
    assertThat(found.limit().kind()).isEqualTo(LimitKind.LOGINS);
    assertThat(found.limit().figures()).contains("2 of 8 logins failed: login-rejected 2");
    assertThat(found.levels())
        .extracting(level -> level.run().name())
        .containsExactly("1-4", "2-8", "3-6", "4-6-confirm");
  }

  /** One connection of the preflight and eight of users; two of them are refused. */
  private static void dieOfEightUsers(ImServer server) {
    long before = server.stats().connectionsOpened();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                server.stats().connectionsOpened() >= before + 1 + 8
                    && server.stats().connectionsOpen() == 6);
    server.close();
  }

  private static Map<String, String> environment(Path results, ImServer server) {
    return Map.of(
        "RESULTS_DIR",
        results.toString(),
        "RUN_ID",
        "r",
        "TARGET_URL",
        server.url().toString(),
        "CI",
        "true");
  }

  private static ServerSettings serverSettings(int port) {
    return SettingsLoader.load(
            SettingsSources.ofEnvironment(Map.of())
                .with("im.server.port", Integer.toString(port))
                .with("im.server.max-users", "6"))
        .settings()
        .server();
  }

  /** Four users, then eight, then six: seven is within the precision. */
  private static List<String> byUsers() {
    List<String> args = new ArrayList<>(List.of("capacity", "--from", "4", "--to", "8"));
    args.addAll(List.of("--step-seconds", "2", "--precision", "35", "--pause", "0"));
    args.addAll(List.of("--set", "im.ramp-up=0s", "--set", "im.message.interval=200ms"));
    args.addAll(List.of("--set", "im.run.grace=1s"));
    args.addAll(List.of("--set", "im.thresholds=success.login >= 0.95, success.online >= 0.5"));
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
