package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code summary.md}: the summary for people who read text. */
final class MarkdownSummary {

  private final Summary summary;
  private final List<String> lines = new ArrayList<>();

  private MarkdownSummary(Summary summary) {
    this.summary = summary;
  }

  static String of(Summary summary) {
    return new MarkdownSummary(summary).text();
  }

  private String text() {
    lines.add("# " + summary.verdict() + ": run " + PlainText.markdownCell(summary.run()));
    lines.add("");
    summary.reasons().forEach(reason -> lines.add("- " + PlainText.markdownCell(reason)));
    keyFigures();
    thresholds();
    latencies();
    deaths();
    anomalies();
    return String.join("\n", lines) + "\n";
  }

  private void keyFigures() {
    table("Figures", "What", "How much", "Of it");
    KeyFigures.of(summary).forEach(line -> row(line.label(), line.value(), line.detail()));
  }

  private void thresholds() {
    if (summary.thresholds().isEmpty()) {
      return;
    }
    table("Thresholds", "Threshold", "Figure", "Held");
    summary.thresholds().forEach(t -> row(t.name(), t.actualText(), t.ok() ? "yes" : "NO"));
  }

  private void latencies() {
    if (summary.latencyMicros().isEmpty()) {
      return;
    }
    table("Latencies", "What", "Count", "p50", "p90", "p95", "p99", "p99.9", "max");
    summary
        .latencyMicros()
        .forEach(
            (name, l) ->
                row(
                    name,
                    Format.count(l.count()),
                    Format.micros(l.p50()),
                    Format.micros(l.p90()),
                    Format.micros(l.p95()),
                    Format.micros(l.p99()),
                    Format.micros(l.p999()),
                    Format.micros(l.max())));
  }

  private void deaths() {
    if (summary.connections() == null || summary.connections().deaths().isEmpty()) {
      return;
    }
    table("Lost connections", "Count", "Cause", "Phase", "Code", "Reason", "What to do");
    for (Summary.Death d : summary.connections().deaths()) {
      row(
          Format.count(d.count()),
          d.cause(),
          d.phase(),
          d.code() < 0 ? "" : String.valueOf(d.code()),
          d.reason(),
          d.advice());
    }
  }

  private void anomalies() {
    if (!summary.anomalies().isEmpty()) {
      table("Anomalies", "What", "Count");
      summary.anomalies().forEach((name, count) -> row(name, Format.count(count)));
    }
  }

  private void table(String title, String... columns) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    row(columns);
    lines.add("|" + "---|".repeat(columns.length));
  }

  private void row(String... cells) {
    lines.add(
        Stream.of(cells)
            .map(PlainText::markdownCell)
            .collect(Collectors.joining(" | ", "| ", " |")));
  }
}
