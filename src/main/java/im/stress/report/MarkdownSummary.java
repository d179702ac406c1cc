package im.stress.report;

import im.stress.record.RunData;
import java.io.IOException;
import java.util.Map;

/** {@code summary.md}: the figures for people, where there is no browser. */
final class MarkdownSummary {

  /** Kinds of lost connections shown; {@code summary.json} has the others. */
  private static final int MAX_DEATHS = 50;

  /** Messages shown of each fate; {@code ledger-samples.jsonl} has more. */
  private static final int MAX_FAILED = 5;

  private static final Templates TEMPLATE = Templates.markdown("report/summary.peb");

  private MarkdownSummary() {}

  static String of(Summary summary, RunData run) throws IOException {
    TimeBuckets time = TimeBuckets.over(run, PageCharts.MAX_POINTS);
    return TEMPLATE.text(
        Map.of(
            "summary", summary,
            "keyFigures", KeyFigures.of(summary),
            "storm", StormFigures.of(summary),
            "latencies", LatencyRow.of(summary),
            "deaths", DeathRow.of(summary, MAX_DEATHS, time),
            "failed", FailedMessageRow.of(run.samples(), MAX_FAILED),
            "anomalies", NamedText.of(summary.anomalies())));
  }
}
