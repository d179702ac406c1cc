package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.report.CompareReport;
import im.stress.report.CompareSummary;
import im.stress.report.ComparedRuns;
import im.stress.report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * Comparisons whose runs take no time: each leaves at once the folder of a run, made by the
 * production writers. A second passes with each look at the clock.
 */
final class CompareFixture implements StepRunner, StagedListener {
  final List<String> ran = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<Duration> left = new ArrayList<>();
  final Map<String, UnaryOperator<ComparedRuns>> runs = new HashMap<>();
  final Map<String, List<CommandException>> refusals = new HashMap<>();
  final Interrupts interrupts = new Interrupts();
  final Children children = new Children();
  Optional<String> before = Optional.empty();
  OptionalDouble limitPercent = OptionalDouble.empty();
  Runnable whilePausing = () -> {};
  String runId = "r";
  Duration beforeLimit = BeforeCommand.LIMIT;
  final List<Duration> startLimits = new ArrayList<>();

  private final Path results;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  CompareFixture(Path results) {
    this.results = results;
  }

  StagedResult execute() throws Exception {
    CompareOptions options =
        new CompareOptions(
            List.of(
                new CompareOptions.Target("a", "ws://127.0.0.1:1/websocket"),
                new CompareOptions.Target("b", "ws://127.0.0.1:2/websocket")),
            3,
            Duration.ofSeconds(3),
            before,
            limitPercent,
            List.of("--pause", "3"));
    return compare()
        .execute(
            ComparePlan.of(
                options,
                SettingsSources.ofEnvironment(
                    Map.of("RESULTS_DIR", results.toString(), "RUN_ID", runId))));
  }

  CompareRun compare() {
    InstantSource clock = () -> now = now.plusSeconds(1);
    Countdown countdown =
        new Countdown(clock.withZone(ZoneOffset.UTC), interrupts, Duration.ofMillis(1));
    return new CompareRun(
        new SeriesTools(this, interrupts, this, countdown),
        new BeforeCommand(children, interrupts, beforeLimit));
  }

  CompareSummary summary() throws IOException {
    return CompareReport.read(results.resolve("r")).orElseThrow();
  }

  @Override
  public void check(SettingsSources sources) {
    SettingsLoader.load(sources);
  }

  @Override
  public RunResult execute(SettingsSources sources) throws Exception {
    LoadedSettings loaded = SettingsLoader.load(sources);
    String run = loaded.settings().run().id();
    List<CommandException> refused = refusals.getOrDefault(run, List.of());
    if (!refused.isEmpty()) {
      throw refused.remove(0);
    }
    ran.add(run);
    Path folder = loaded.settings().run().resultsDir().resolve(run);
    UnaryOperator<ComparedRuns> how = runs.getOrDefault(run, made -> made);
    Outcome outcome = how.apply(ComparedRuns.at(folder)).write();
    return new RunResult(
        loaded.settings(), folder, outcome.exitCode(), "verdict of " + run, interrupts.isAsked());
  }

  @Override
  public RunResult execute(SettingsSources sources, Duration startLimit) throws Exception {
    startLimits.add(startLimit);
    return execute(sources);
  }

  /** The next tries of this run find no target. */
  void unreachable(String run, int times) {
    List<CommandException> refused = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      refused.add(CommandException.unreachable("target: refused"));
    }
    refusals.put(run, refused);
  }

  @Override
  public void tell(String line) {
    told.add(line);
  }

  @Override
  public void pausing(Duration rest) {
    left.add(rest);
    whilePausing.run();
  }

  @Override
  public void verdict(String lines) {
    told.add(lines);
  }
}
