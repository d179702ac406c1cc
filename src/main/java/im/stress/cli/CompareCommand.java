package im.stress.cli;

import im.stress.config.RunSettings;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.run.CommandException;
import im.stress.run.CompareDemo;
import im.stress.run.ComparePlan;
import im.stress.run.CompareRun;
import im.stress.run.ExitCode;
import im.stress.run.FinishedRuns;
import im.stress.run.StagedResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: two targets side by side, by runs that it makes or that were made before. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    customSynopsis = {
      "./run-stress-test.sh compare --target a=URL --target b=URL [USERS] [RAMP_UP_S] [DURATION_S]"
          + " [MSG_INTERVAL_MS] [HEARTBEAT_INTERVAL_MS] [options]",
      "       ./run-stress-test.sh compare a=RUN,RUN,RUN b=RUN,RUN,RUN [options]",
      "       ./run-stress-test.sh compare RUN RUN … [options]",
      "       ./run-stress-test.sh compare --demo"
    },
    description = {
      "",
      "Holds two targets against each other: by runs that it makes, a b b a a b …, or by the"
          + " folders of runs that were made before (without names, those with the same target"
          + " belong together; one folder = an earlier comparison).",
      "Each figure stands beside that of the other, with the difference and whether it is more than"
          + " the noise between runs of the same target.",
      "The targets are not ranked, and the reason is told, when one of them died, when a run was"
          + " INVALID, when less than 99 %% of anything succeeded, when the loads differ, when the"
          + " answers differ in size by more than half, or when there are fewer than 3 runs of"
          + " each.",
      ""
    },
    footer = {
      "",
      "results/RUN_ID/ has the page (index.html), compare.json, summary.md, and a folder for each"
          + " run: 1-a/, 2-b/ and so on. RUN_ID is TIME-compare unless given.",
      "Exit codes: 0 told, also where no difference is seen; 2 --fail-if-slower is broken; 3 it"
          + " can't be told; 64 wrong usage, 69 a target is out of reach or --before fails, 130"
          + " interrupted."
    })
public final class CompareCommand implements Callable<Integer> {
  /** What can be said of a report over runs that are finished. */
  private static final Set<String> OF_REPORT =
      Set.of("im.run.id", "im.run.results-dir", "im.run.open-browser");

  private final CompareRun run;
  private final CompareDemo demo;
  private final Consumer<Path> browser;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(hidden = true)
  private List<String> positions = new ArrayList<>();

  @Mixin private CompareTargets targets;

  @Mixin private SettingsOptions settings;

  /**
   * Compares by these functions.
   *
   * @param demo for the embedded servers
   * @param browser shows the page at the end
   * @param environment where settings may come from
   */
  CompareCommand(
      CompareRun run, CompareDemo demo, Consumer<Path> browser, Map<String, String> environment) {
    this.run = run;
    this.demo = demo;
    this.browser = browser;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    List<String> typed = TypedOptions.of(spec, Set.of());
    if (targets.areEmbedded()) {
      SettingsSources sources = settings.sources(positions, environment);
      return shown(
          SettingsLoader.load(sources).settings().run().openBrowser(),
          demo.execute(sources, embedded -> targets.options(embedded, typed)));
    }
    if (targets.areGiven()) {
      ComparePlan plan =
          ComparePlan.of(targets.options(typed), settings.sources(positions, environment));
      return shown(plan.opensBrowser(), run.execute(plan));
    }
    return finished(typed);
  }

  private int finished(List<String> typed) throws CommandException, IOException {
    if (positions.isEmpty()) {
      throw new SettingsException(
          "compare: expected two targets, as --target a=URL --target b=URL, or the folders of runs;"
              + " compare --help has examples");
    }
    targets.requireNoneOfRuns();
    SettingsSources sources = settings.sources(List.of(), environment);
    requireNoneOfLoad(sources);
    FinishedRuns runs = FinishedRuns.of(positions, typed, targets.limitPercent());
    RunSettings results = SettingsLoader.load(sources).settings().run();
    return shown(results.openBrowser(), run.compare(runs, results));
  }

  /** Runs that are over have their load: another one would change nothing. */
  private static void requireNoneOfLoad(SettingsSources sources) {
    sources.overrides().keySet().stream()
        .filter(key -> !OF_REPORT.contains(key))
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw new SettingsException(
                  "compare: expected no setting of a run beside runs that are finished, got %s; leave it out"
                      .formatted(key));
            });
  }

  private int shown(boolean open, StagedResult result) {
    if (open && result.exitCode() != ExitCode.INTERRUPTED) {
      browser.accept(result.folder().resolve("index.html"));
    }
    return result.exitCode();
  }
}
