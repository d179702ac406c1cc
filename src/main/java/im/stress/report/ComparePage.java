package im.stress.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of a comparison, and the same figures in Markdown. */
final class ComparePage {
  private static final PageAssets ASSETS = PageAssets.load();
  private static final Templates HTML = Templates.html("report/compare.peb");
  private static final Templates MARKDOWN = Templates.markdown("report/compare-summary.peb");

  private ComparePage() {}

  static String html(CompareSummary summary, List<Chart> charts) throws IOException {
    Map<String, Object> model = model(summary);
    model.put("tone", tone(summary.answer()));
    model.put("charts", charts);
    model.put("data", data(charts));
    model.put("assets", ASSETS);
    model.put("policy", ASSETS.contentSecurityPolicy());
    return HTML.text(model);
  }

  static String markdown(CompareSummary summary) throws IOException {
    return MARKDOWN.text(model(summary));
  }

  private static Map<String, Object> model(CompareSummary summary) {
    Map<String, Object> model = new HashMap<>();
    model.put("summary", summary);
    model.put("answer", words(summary));
    model.put(
        "head",
        CompareTable.head(summary.targets().get(0).name(), summary.targets().get(1).name()));
    model.put("lines", CompareTable.lines(summary.figures()));
    model.put("runs", CompareRuns.of(summary.runs()));
    model.put("settings", NamedText.of(summary.asked().settings()));
    model.put("options", String.join(" ", summary.asked().options()));
    return model;
  }

  /** The answer for people, in capitals. */
  static String words(CompareSummary summary) {
    return summary.answer() == null
        ? "RUNNING"
        : summary.answer().toString().toUpperCase(Locale.ROOT);
  }

  /** Which of the colours of verdicts it has. */
  private static String tone(CompareSummary.Answer answer) {
    if (answer == null) {
      return "running";
    }
    return switch (answer) {
      case DIFFERENCE, NO_DIFFERENCE -> "pass";
      case TOO_SLOW -> "fail";
      case NOT_TOLD -> "invalid";
      case INTERRUPTED -> "interrupted";
    };
  }

  private static String data(List<Chart> charts) throws JsonProcessingException {
    return ReportPage.json(Map.of("charts", charts, "marks", Map.of()));
  }
}
