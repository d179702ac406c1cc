package im.stress.cli;

import im.stress.config.RunId;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.run.ExitCode;
import im.stress.run.MergeRun;
import im.stress.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code merge}: one run of the results of several machines. Exits as a run does: 0, 1, 2, 3, 64
 * with nothing written, or 130.
 */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = {
      "Make one run of the results of several machines.",
      "",
      "Each DIR is a results/RUN_ID of MACHINE_ID=k RUN_ID=… ./run-stress-test.sh …, copied here. The"
          + " merged run has all reports of a run, over all machines: latencies of all their users"
          + " together, messages that came to a user of another machine found as misrouted,"
          + " thresholds judged on the whole. Nothing in DIR is changed.",
      "Refused, with nothing written: a missing machine, one that is there twice, another RUN_ID,"
          + " other settings (another number of users is told), another version.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  ./run-stress-test.sh merge results/night from-host-2/night from-host-3/night --out night-all",
      "",
      "Exit codes are those of a run."
    })
final class MergeCommand implements Callable<Integer> {
  private static final Set<String> VARIABLES = Set.of("RESULTS_DIR");

  private final MergeRun merge;
  private final TerminalListener terminal;
  private final Map<String, String> environment;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "results of a machine")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "RUN_ID",
      description =
          "name of the merged run and of its folder in results, or in RESULTS_DIR (default: the"
              + " RUN_ID of the machines with -merged)")
  private String out = "";

  @Option(
      names = "--allow-missing",
      description = "merge although a machine is missing; the report tells it")
  private boolean allowMissing;

  @Option(
      names = "--monitor",
      paramLabel = "DIR",
      description =
          "folder that `monitor` made on a machine of the target, for the page. Repeatable; those"
              + " that the machines were given are taken in anyway")
  private List<Path> monitors = new ArrayList<>();

  /**
   * A merge still to be read from the command line.
   *
   * @param terminal told of the verdict
   * @param environment may name the folder of all results
   */
  MergeCommand(MergeRun merge, TerminalListener terminal, Map<String, String> environment) {
    this.merge = merge;
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    RunResult result =
        merge.execute(
            new MergeRun.Request(
                folders, results(), RunId.checked("--out", out), allowMissing, monitors));
    terminal.verdict(result.verdict());
    return result.exitCode();
  }

  /** All else in the environment is about runs. */
  private Path results() {
    Map<String, String> known = new HashMap<>(environment);
    known.keySet().retainAll(VARIABLES);
    return SettingsLoader.load(SettingsSources.ofEnvironment(known)).settings().run().resultsDir();
  }
}
