package im.stress.cli;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.run.CommandException;
import im.stress.run.ExitCode;
import im.stress.run.SeriesFolder;
import im.stress.run.StagedPlan;
import im.stress.run.StagedResult;
import im.stress.run.StagedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code staged}: the steps of the stress guide, or others, until one doesn't pass. */
@Command(
    name = "staged",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = {
      "Runs in steps, with more users each time, until one does not pass: says then whether the"
          + " target or the load generator was the limit.",
      "",
      "Without --levels, the steps of the stress guide:",
      "   users  ramp-up  duration  message every  heartbeat every  success.overall",
      "     100     30 s     120 s            5 s             30 s           >= 95 %%",
      "   1,000     60 s     300 s            5 s             30 s           >= 95 %%",
      "  10,000    120 s     600 s            5 s             30 s           >= 90 %%",
      "  50,000    300 s     600 s           10 s             60 s           >= 90 %%",
      "Another level has the values of the smallest of these with at least as many users. Options"
          + " and settings (--set, --config, preset) replace values in all steps; im.thresholds"
          + " replaces success.overall.",
      "A named target is warmed up first, by a run whose figures are in no table; its results are"
          + " kept in warm-up/. Of the embedded server each step has a fresh one.",
      ""
    },
    footer = {
      "",
      "results/RUN_ID/ has the page over all steps (index.html), staged.json, summary.md, and a"
          + " folder for each step: 1-100/ and so on. RUN_ID is TIME-staged unless given.",
      "Exit codes are those of a run: 0 all steps passed, 2 a step failed, 3 a step was INVALID,"
          + " 64 wrong usage, 69 target out of reach, 130 interrupted."
    })
public final class StagedCommand implements Callable<Integer> {
  private static final String USERS = "im.users";

  private final StagedRun run;
  private final Consumer<Path> browser;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private StepOptions steps;

  @Mixin private SettingsOptions settings;

  @Option(
      names = TypedOptions.RESUME,
      paramLabel = "RUN_ID",
      description =
          "Go on with this staged run: leave out the steps that passed, repeat the one that did"
              + " not; what it left is kept in N-USERS-before-1. Without other options, with those"
              + " that the run had; the environment must be the same.")
  private Optional<String> resume = Optional.empty();

  /**
   * Runs the steps by this function.
   *
   * @param browser shows the page at the end
   * @param environment where settings may come from
   */
  StagedCommand(StagedRun run, Consumer<Path> browser, Map<String, String> environment) {
    this.run = run;
    this.browser = browser;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    if (resume.isPresent()) {
      return resume(resume.get());
    }
    StagedPlan plan = plan(TypedOptions.of(spec, Set.of(TypedOptions.RESUME)));
    return shown(plan, run.execute(plan));
  }

  private int resume(String id) throws Exception {
    List<String> typed = TypedOptions.of(spec, Set.of(TypedOptions.RESUME));
    SeriesFolder folder = StagedRun.earlier(resultsDir(), id);
    if (typed.isEmpty()) {
      typed = folder.typed();
      TypedOptions.parse(spec, typed);
    }
    StagedPlan plan = plan(typed);
    return shown(plan, run.resume(plan, folder));
  }

  private int shown(StagedPlan plan, StagedResult result) {
    if (plan.opensBrowser() && result.exitCode() != ExitCode.INTERRUPTED) {
      browser.accept(result.folder().resolve("index.html"));
    }
    return result.exitCode();
  }

  private Path resultsDir() throws CommandException {
    return SettingsLoader.load(sources()).settings().run().resultsDir();
  }

  private StagedPlan plan(List<String> typed) throws CommandException {
    return StagedPlan.of(steps.options(typed), sources());
  }

  private SettingsSources sources() throws CommandException {
    SettingsSources sources = settings.sources(List.of(), environment);
    if (sources.overrides().containsKey(USERS)) {
      throw CommandException.usage(
          "--set %s: expected the users of all steps in --levels; leave it out".formatted(USERS));
    }
    return steps.on(sources);
  }
}
