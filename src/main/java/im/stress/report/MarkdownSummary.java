package im.stress.report;

import im.stress.record.RunData;
import java.io.IOException;

/** {@code summary.md}: the figures for people, where there is no browser. */
final class MarkdownSummary {
  private static final Templates TEMPLATE = Templates.markdown("report/summary.peb");

  private MarkdownSummary() {}

  static String of(Summary summary, RunData run) throws IOException {
    TimeBuckets time = TimeBuckets.over(run, PageCharts.MAX_POINTS);
    return TEMPLATE.text(SummaryModel.of(summary, run, time));
  }
}
