package im.stress.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The end of a run in a few lines, for a terminal. */
final class ConsoleText {

  /** More kinds of lost connections than this are left to the page. */
  private static final int MAX_DEATHS = 5;

  private ConsoleText() {}

  static String of(Path runDir, Outcome outcome) {
    Summary summary = outcome.summary();
    List<String> lines = new ArrayList<>();
    lines.add(
        outcome.verdict() + "  run " + summary.run() + "  (exit code " + outcome.exitCode() + ")");
    summary.reasons().forEach(reason -> lines.add("  - " + PlainText.oneLine(reason)));
    summary.warnings().forEach(w -> lines.add("  warning: " + PlainText.oneLine(w)));
    lines.add("");
    Stream.of(KeyFigures.of(summary), StormFigures.of(summary))
        .flatMap(List::stream)
        .map(ConsoleText::line)
        .forEach(lines::add);
    deaths(summary, lines);
    lines.add("");
    lines.add("  Report   " + runDir.resolve("index.html"));
    if (Files.exists(runDir.resolve("gatling/index.html"))) {
      lines.add("  Gatling  " + runDir.resolve("gatling/index.html"));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(KeyFigures.Line figure) {
    return String.format(
            Locale.ROOT, "  %-20s %12s  %s", figure.label(), figure.value(), figure.detail())
        .stripTrailing();
  }

  private static void deaths(Summary summary, List<String> lines) {
    List<Summary.Death> deaths = summary.failures();
    for (Summary.Death death : deaths.subList(0, Math.min(MAX_DEATHS, deaths.size()))) {
      lines.add(
          (death.phase().isLoss() ? "  lost " : "  failed ")
              + Format.count(death.count())
              + " x "
              + PlainText.oneLine(death.cause())
              + " ("
              + death.phase()
              + "): "
              + PlainText.oneLine(death.advice()));
    }
    if (deaths.size() > MAX_DEATHS) {
      lines.add("  … and " + (deaths.size() - MAX_DEATHS) + " more kinds, see the report");
    }
  }
}
