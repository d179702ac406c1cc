package im.stress.run;

import im.stress.config.SettingsLoader;
import im.stress.config.StressSettings;
import im.stress.config.TimeLimits;
import im.stress.gatling.GatlingReport;
import im.stress.simlog.MergeInput;
import im.stress.simlog.SimulationLogMerger;
import im.stress.target.Preflight;
import im.stress.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the real parts together; the only place that knows them all. */
public final class RunWiring {
  private static final Duration TICK = Duration.ofSeconds(1);

  private RunWiring() {}

  /**
   * The parts of a real run.
   *
   * @param children what is started on its way
   */
  public static RunParts parts(Children children, Map<String, String> environment) {
    ChildJvm jvm = ChildJvm.ofThisProcess(environment);
    return new RunParts(
        SettingsLoader::load,
        new Machine(FileHandles.ofThisProcess(), jvm.machineBytes(), SourcePorts::ofMachine),
        ServerStarter.with(children, jvm),
        (settings, users, interrupts, listener) ->
            TokenMaker.withTokens(settings, users, children, interrupts, listener),
        Preflight::check,
        ShardProcess.starter(children, jvm),
        RunWiring::limits,
        RunWiring::merge,
        RunWiring::gatlingReport,
        new RunReporter(),
        Clock.systemUTC());
  }

  /** Staged runs whose steps are run by this one. */
  public static StagedRun staged(
      StepRunner runner, Interrupts interrupts, StagedListener listener) {
    return new StagedRun(tools(runner, interrupts, listener));
  }

  /** Searches for the capacity whose levels are run by this one. */
  public static CapacityRun capacity(
      StepRunner runner, Interrupts interrupts, StagedListener listener) {
    return new CapacityRun(tools(runner, interrupts, listener));
  }

  private static SeriesTools tools(
      StepRunner runner, Interrupts interrupts, StagedListener listener) {
    Countdown countdown = new Countdown(Clock.systemUTC(), interrupts, TICK);
    return new SeriesTools(runner, interrupts, listener, countdown);
  }

  /**
   * Comparisons whose runs are made by this one.
   *
   * @param children what the user's command before a run is among
   */
  public static CompareRun compare(
      StepRunner runner, Children children, Interrupts interrupts, StagedListener listener) {
    return new CompareRun(
        tools(runner, interrupts, listener),
        new BeforeCommand(children, interrupts, BeforeCommand.LIMIT));
  }

  /** The comparison of the two embedded HTTP servers, whose runs are made by this one. */
  public static CompareDemo demo(RunParts parts, CompareRun compare, Interrupts interrupts) {
    return new CompareDemo(parts, compare, interrupts);
  }

  private static ShardGroup.Limits limits(StressSettings settings) {
    TimeLimits limits = new TimeLimits(settings, Targets.polls(settings));
    return new ShardGroup.Limits(TICK, limits.overtime(), limits.stopping());
  }

  /** Shards of one machine have one clock. */
  private static List<String> merge(List<Path> logs, Path output) throws IOException {
    List<MergeInput> inputs = logs.stream().map(log -> new MergeInput(log, 0)).toList();
    return SimulationLogMerger.merge(inputs, output);
  }

  private static Optional<Boolean> gatlingReport(Path runFolder, String name, Path consoleText)
      throws IOException {
    GatlingReport.Result result = GatlingReport.generate(runFolder, name, consoleText);
    return switch (result.outcome()) {
      case ASSERTIONS_HELD -> Optional.of(true);
      case ASSERTIONS_FAILED -> Optional.of(false);
      case NOTHING_TO_REPORT -> Optional.empty();
      case FAILED -> throw new IOException(result.message() + " (see " + consoleText + ")");
    };
  }
}
