package im.stress.cli;

import im.stress.run.CommandException;
import im.stress.run.RunResult;
import im.stress.run.StressRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the user typed for a run, up to the settings that it amounts to. */
@Command(
    name = "run-stress-test.sh",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    customSynopsis = {
      "./run-stress-test.sh [USERS] [RAMP_UP_S] [DURATION_S] [MSG_INTERVAL_MS]"
          + " [HEARTBEAT_INTERVAL_MS] [options]",
      "       ./run-stress-test.sh COMMAND [options]"
    },
    description = {
      "",
      "Users come online over RAMP_UP_S, all stay online for DURATION_S, then they leave.",
      "Without numbers: 100 30 120 5000 30000. MSG_INTERVAL_MS 0 = no messages.",
      "Without a target, an embedded IM server is started and stopped.",
      ""
    },
    optionListHeading = "Options of a run:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  TARGET_HOST, TARGET_PORT, or TARGET_URL (ws://, wss://, tcp://, tls://; several with commas)",
      "  TEST_TOKEN, RESULTS_DIR, RUN_ID; MACHINE_ID, MACHINES, START_AT (epoch seconds)",
      "  IM_JAVA_OPTS: options for the JVMs that run the users"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every threshold held",
      "1:the tool itself failed",
      "2:a threshold did not hold",
      "3:the numbers can't be trusted: the load generator was the limit",
      "64:wrong usage",
      "69:the target can't be reached or refuses the first login",
      "130:interrupted"
    })
final class RunCommand implements Callable<Integer> {
  private final StressRun run;
  private final TerminalListener terminal;
  private final Consumer<Path> browser;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(hidden = true)
  private List<String> positions = new ArrayList<>();

  @Mixin private SettingsOptions settings;
  @Mixin private ReportFormat format;

  /**
   * A run still to be read from the command line.
   *
   * @param terminal told of the verdict
   * @param browser shows the page with this path
   * @param environment variables that settings may come from
   */
  RunCommand(
      StressRun run,
      TerminalListener terminal,
      Consumer<Path> browser,
      Map<String, String> environment) {
    this.run = run;
    this.terminal = terminal;
    this.browser = browser;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    checkPositions();
    format.check();
    RunResult result = run.execute(settings.sources(positions, environment));
    terminal.verdict(format.text(result));
    if (result.settings().run().openBrowser() && !result.interrupted()) {
      browser.accept(result.folder().resolve("index.html"));
    }
    return result.exitCode();
  }

  private void checkPositions() throws CommandException {
    for (String position : positions) {
      // Numbers below zero look like options, and are the settings' to judge.
      if (position.startsWith("-") && !position.matches("-[0-9.].*")) {
        throw CommandException.usage(
            "%s: unknown option; run-stress-test.sh --help lists all".formatted(position));
      }
    }
    if (!positions.isEmpty() && positions.get(0).matches("[A-Za-z].*")) {
      throw CommandException.usage(
          "%s: unknown command; expected a number of users, or one of: %s"
              .formatted(
                  positions.get(0), String.join(", ", new TreeSet<>(spec.subcommands().keySet()))));
    }
  }
}
