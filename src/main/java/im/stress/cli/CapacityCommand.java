package im.stress.cli;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.run.CapacityPlan;
import im.stress.run.CapacityRun;
import im.stress.run.CommandException;
import im.stress.run.ExitCode;
import im.stress.run.SeriesFolder;
import im.stress.run.StagedResult;
import java.nio.file.Path;
import java.util.ArrayList;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capacity}: the largest load at which all thresholds hold. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    customSynopsis = {
      "./run-stress-test.sh capacity [--by users|rate] [--from N] [--to N] [options]",
      "         [USERS] [RAMP_UP_S] [DURATION_S] [MSG_INTERVAL_MS] [HEARTBEAT_INTERVAL_MS]"
    },
    description = {
      "",
      "Finds the largest load at which all thresholds hold, and says which limit comes next: doubles"
          + " the load from run to run until one does not hold, halves what lies between, and runs"
          + " the load that was found once more.",
      "By users, the search begins with USERS; by rate, USERS is fixed, and it begins with the"
          + " messages a second that these users write. All else is as in a run; without a"
          + " RAMP_UP_S, each level has that of the stress guide for its users (30 to 300 s).",
      ""
    },
    footer = {
      "",
      "results/RUN_ID/ has the page over all levels (index.html), capacity.json, summary.md, and a"
          + " folder for each level: 1-100/ and so on. RUN_ID is TIME-capacity unless given.",
      "Exit codes: 0 a load holds, 2 not even the smallest does, 3 the load generator was the limit"
          + " before any load was found, 1, 64, 69 and 130 as in a run."
    })
final class CapacityCommand implements Callable<Integer> {
  private final CapacityRun run;
  private final Consumer<Path> browser;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(hidden = true)
  private List<String> positions = new ArrayList<>();

  @Mixin private LevelOptions levels;

  @Mixin private SettingsOptions settings;

  @Option(
      names = TypedOptions.RESUME,
      paramLabel = "RUN_ID",
      description =
          "Go on with this search: levels that came to their end count, the one that did not is"
              + " repeated. Without other options, with those that it had; the environment must be"
              + " the same.")
  private Optional<String> resume = Optional.empty();

  /**
   * Searches by this function.
   *
   * @param browser shows the page at the end
   * @param environment where settings may come from
   */
  CapacityCommand(CapacityRun run, Consumer<Path> browser, Map<String, String> environment) {
    this.run = run;
    this.browser = browser;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    if (resume.isPresent()) {
      return resume(resume.get());
    }
    CapacityPlan plan = plan(TypedOptions.of(spec, Set.of(TypedOptions.RESUME)));
    return shown(plan, run.execute(plan));
  }

  private int resume(String id) throws Exception {
    List<String> typed = TypedOptions.of(spec, Set.of(TypedOptions.RESUME));
    Path results = SettingsLoader.load(sources()).settings().run().resultsDir();
    SeriesFolder folder = CapacityRun.earlier(results, id);
    if (typed.isEmpty()) {
      typed = folder.typed();
      TypedOptions.parse(spec, typed);
    }
    CapacityPlan plan = plan(typed);
    return shown(plan, run.resume(plan, folder));
  }

  private int shown(CapacityPlan plan, StagedResult result) {
    if (plan.opensBrowser() && result.exitCode() != ExitCode.INTERRUPTED) {
      browser.accept(result.folder().resolve("index.html"));
    }
    return result.exitCode();
  }

  private CapacityPlan plan(List<String> typed) throws CommandException {
    return CapacityPlan.of(levels.options(typed), sources());
  }

  private SettingsSources sources() throws CommandException {
    return settings.sources(positions, environment);
  }
}
