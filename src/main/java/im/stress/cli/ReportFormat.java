package im.stress.cli;

import im.stress.run.CommandException;
import im.stress.run.RunResult;
import java.io.IOException;
import picocli.CommandLine.Option;

/** What a run prints at its end. */
final class ReportFormat {
  private static final String CLASSIC = "classic";
  private static final String SUMMARY = "summary";
  private static final String NAME = "--format";

  @Option(
      names = NAME,
      paramLabel = "NAME",
      defaultValue = SUMMARY,
      description =
          "What is printed at the end, beside all result files: summary, or classic: connections,"
              + " logins, messages and connect times as small test scripts print them (default:"
              + " ${DEFAULT-VALUE}).")
  private String format;

  /** Refuses a format that there is not, before anything is run. */
  void check() throws CommandException {
    if (!format.equals(CLASSIC) && !format.equals(SUMMARY)) {
      throw CommandException.usage(
          "%s: expected %s or %s, got \"%s\"".formatted(NAME, SUMMARY, CLASSIC, format));
    }
  }

  /** The lines for the terminal. */
  String text(RunResult result) throws IOException {
    return format.equals(CLASSIC) ? result.classic() + "\n" + result.verdict() : result.verdict();
  }
}
