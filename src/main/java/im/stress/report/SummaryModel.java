package im.stress.report;

import im.stress.record.RunData;
import java.util.HashMap;
import java.util.Map;

/** What the page and {@code summary.md} both show, by the names that their templates use. */
final class SummaryModel {

  /** Kinds of lost connections shown; {@code summary.json} has the others. */
  private static final int MAX_DEATHS = 50;

  /** Messages shown of each fate; {@code ledger-samples.jsonl} has more. */
  private static final int MAX_FAILED = 5;

  private SummaryModel() {}

  /** A map that may be added to. */
  static Map<String, Object> of(Summary summary, RunData run, TimeBuckets time) {
    Map<String, Object> model = new HashMap<>();
    model.put("summary", summary);
    model.put("keyFigures", KeyFigures.of(summary));
    model.put("populations", PopulationFigures.table(summary));
    model.put("each", IntervalText.of(run.intervals()));
    model.put("storm", StormFigures.of(summary));
    model.put("overTime", OverTimeTables.of(summary.overTime(), time));
    model.put("latencies", LatencyRow.of(summary));
    model.put("deaths", DeathRow.of(summary, MAX_DEATHS, time));
    model.put("failed", FailedMessageRow.of(run.samples(), MAX_FAILED));
    model.put("anomalies", NamedText.of(summary.anomalies()));
    return model;
  }
}
