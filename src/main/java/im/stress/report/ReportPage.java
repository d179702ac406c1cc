package im.stress.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.stress.record.JsonFiles;
import im.stress.record.RunData;
import im.stress.text.TimeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** {@code index.html}: one file that holds all it needs and opens from {@code file://}. */
final class ReportPage {

  private static final PageAssets ASSETS = PageAssets.load();
  private static final Templates TEMPLATE = Templates.html("report/index.peb");

  private ReportPage() {}

  static String render(
      Path runDir, RunData run, Judgement judgement, Outcome outcome, Map<String, String> described)
      throws IOException {
    Summary summary = outcome.summary();
    PageCharts charts = PageCharts.of(run);
    TimeBuckets time = TimeBuckets.over(run, PageCharts.MAX_POINTS);
    Map<String, Object> model = SummaryModel.of(summary, run, time);
    model.put("headline", headline(summary, outcome, judgement));
    model.put("verdictClass", summary.verdict().name().toLowerCase(Locale.ROOT));
    model.put("charts", charts);
    model.put("clientBreaches", judgement.clientBreaches());
    model.put("clientHeld", clientHeld(judgement));
    model.put("settings", NamedText.of(described));
    model.put("hasGatling", Files.isRegularFile(runDir.resolve("gatling/index.html")));
    model.put("started", run.timeline().isEmpty() ? "" : TimeText.utc(time.startEpochMillis()));
    model.put("data", json(Map.of("charts", charts.all(), "marks", charts.marks())));
    model.put("assets", ASSETS);
    model.put("policy", ASSETS.contentSecurityPolicy());
    return TEMPLATE.text(model);
  }

  private static String headline(Summary summary, Outcome outcome, Judgement judgement) {
    return switch (summary.verdict()) {
      case PASS -> "Every threshold held.";
      case FAIL ->
          outcome.exitCode() == 1
              ? "The tool itself failed: the figures are not complete."
              : judgement.allLost().isPresent()
                  ? "Nobody was online at the end."
                  : "A threshold did not hold.";
      case INVALID ->
          "The load generator, not the target, was the limit: " + "these figures can't be trusted.";
      case INTERRUPTED ->
          judgement.incomplete().isEmpty()
              ? "The run was ended early."
              : "The run was ended early, and some of its data is missing.";
    };
  }

  private static String clientHeld(Judgement judgement) {
    if (!judgement.clientBreaches().isEmpty()) {
      return "no";
    }
    return judgement.clientMeasured() ? "yes" : "not measured";
  }

  /** Without {@code <}: inside a script element it could end the element. */
  static String json(Object value) throws JsonProcessingException {
    return JsonFiles.MAPPER.writeValueAsString(value).replace("<", "\\u003c");
  }
}
