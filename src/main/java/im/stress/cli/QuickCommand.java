package im.stress.cli;

import im.stress.config.SettingsSources;
import im.stress.run.CheckRun;
import im.stress.run.ExitCode;
import im.stress.run.RunResult;
import im.stress.run.StressRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quick}: a check of the target, then a short run against it. */
@Command(
    name = "quick",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = {
      "Check the target, then put 50 users on it for 60 s, and report.",
      "",
      "All settings of a run may be given, such as --set im.users=20 or --set im.duration=30s; where"
          + " nothing else is said, the users come within 5 s and write a message every second."
          + " Nothing is run when a step of the check fails.",
      "Without a target, an embedded IM server is started and stopped.",
      ""
    },
    footer = {
      "",
      "The target is named as for a run: TARGET_HOST, TARGET_PORT, TARGET_URL, or settings.",
      "Exit codes are those of a run."
    })
final class QuickCommand implements Callable<Integer> {
  /** What the quick test of small scripts does; settings, files and the environment win. */
  static final Map<String, String> DEFAULTS =
      Map.of(
          "im.users", "50", "im.ramp-up", "5s", "im.duration", "60s", "im.message.interval", "1s");

  private final CheckRun check;
  private final StressRun run;
  private final Output output;
  private final Map<String, String> environment;

  @Mixin private SettingsOptions settings;
  @Mixin private ReportFormat format;

  /**
   * Where a command shows what it has.
   *
   * @param listener told of the verdict
   * @param browser shows the page with this path
   */
  record Output(Terminal terminal, TerminalListener listener, Consumer<Path> browser) {}

  /**
   * Still to be read from the command line.
   *
   * @param environment variables that settings may come from
   */
  QuickCommand(CheckRun check, StressRun run, Output output, Map<String, String> environment) {
    this.check = check;
    this.run = run;
    this.output = output;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    format.check();
    SettingsSources sources = settings.sources(List.of(), environment).withDefaults(DEFAULTS);
    run.check(sources);
    check.execute(sources, new CheckText(output.terminal()), false);
    output.terminal().out().println();
    RunResult result = run.execute(sources);
    output.listener().verdict(format.text(result));
    if (result.settings().run().openBrowser() && !result.interrupted()) {
      output.browser().accept(result.folder().resolve("index.html"));
    }
    return result.exitCode();
  }
}
