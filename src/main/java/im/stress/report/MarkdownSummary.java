package im.stress.report;

import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code summary.md}: the summary for people who read text. */
final class MarkdownSummary {

  /** Messages shown of each fate; {@code ledger-samples.jsonl} has more. */
  private static final int MAX_FAILED = 5;

  private final Summary summary;
  private final List<FailedMessageRow> failed;
  private final List<String> lines = new ArrayList<>();

  private MarkdownSummary(Summary summary, List<FailedMessageRow> failed) {
    this.summary = summary;
    this.failed = failed;
  }

  static String of(Summary summary, RunData run) {
    return new MarkdownSummary(summary, FailedMessageRow.of(run.samples(), MAX_FAILED)).text();
  }

  private String text() {
    lines.add("# " + summary.verdict() + ": run " + PlainText.markdownCell(summary.run()));
    lines.add("");
    summary.reasons().forEach(reason -> lines.add("- " + PlainText.markdownCell(reason)));
    warnings();
    figures("Figures", KeyFigures.of(summary));
    figures("Storm", StormFigures.of(summary));
    thresholds();
    latencies();
    deaths();
    failed();
    anomalies();
    return String.join("\n", lines) + "\n";
  }

  private void warnings() {
    if (!summary.warnings().isEmpty()) {
      lines.add("");
      lines.add("## Warnings");
      lines.add("");
      summary.warnings().forEach(warning -> lines.add("- " + PlainText.markdownCell(warning)));
    }
  }

  private void figures(String title, List<KeyFigures.Line> figures) {
    if (!figures.isEmpty()) {
      table(title, "What", "How much", "Of it");
      figures.forEach(line -> row(line.label(), line.value(), line.detail()));
    }
  }

  private void thresholds() {
    if (summary.thresholds().isEmpty()) {
      return;
    }
    table("Thresholds", "Threshold", "Figure", "Held");
    summary.thresholds().forEach(t -> row(t.name(), t.actualText(), t.ok() ? t.heldText() : "NO"));
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
    table(
        "Lost connections",
        "Count",
        "Cause",
        "Phase",
        "Code",
        "Reason",
        "First",
        "Last",
        "What to do");
    for (Summary.Death d : summary.connections().deaths()) {
      row(
          Format.count(d.count()),
          d.cause(),
          String.valueOf(d.phase()),
          d.codeText(),
          d.reason(),
          Format.instant(d.firstEpochMillis()),
          Format.instant(d.lastEpochMillis()),
          d.advice());
    }
  }

  private void failed() {
    if (!failed.isEmpty()) {
      table("Messages that failed", "Fate", "Message id", "From", "To");
      failed.forEach(message -> row(message.fate(), message.id(), message.from(), message.to()));
      lines.add("");
      lines.add("The first of each fate; more of them are in ledger-samples.jsonl.");
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
