package im.stress.cli;

import im.stress.run.CheckRun;
import im.stress.run.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: tries a target step by step, with the settings of a run and without load. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = {
      "Try a target step by step, with two users and the settings of a run.",
      "",
      "Resolves, connects, makes the TLS handshake and the upgrade, logs in at every gateway; then"
          + " two users send heartbeats, write to each other and to a group, and leave. Each step has"
          + " a line with its time; the first failure is explained, and nothing is tried after it.",
      "The times of the first steps are those of a JVM that has just started: in a run they are"
          + " shorter.",
      "It is the way to write a preset: check --config my.conf --trace, until nothing fails.",
      "Without a target, an embedded IM server is started and stopped.",
      ""
    },
    footer = {
      "",
      "The target is named as for a run: TARGET_HOST, TARGET_PORT, TARGET_URL, or settings.",
      "Exit codes: 0 all is well, 64 wrong usage, 69 a step failed, 130 interrupted."
    })
final class CheckCommand implements Callable<Integer> {
  private final CheckRun check;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--trace",
      description =
          "Show every frame both ways, and the upgrade: time in ms since the start, user, direction,"
              + " length, text, and in hex what is no text. Tokens of the settings are masked; what"
              + " the server hands out is shown as it is.")
  private boolean traced;

  /**
   * A check still to be read from the command line.
   *
   * @param environment variables that settings may come from
   */
  CheckCommand(CheckRun check, Terminal terminal, Map<String, String> environment) {
    this.check = check;
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    check.execute(settings.sources(List.of(), environment), new CheckText(terminal), traced);
    return 0;
  }
}
