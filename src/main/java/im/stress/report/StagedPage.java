package im.stress.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page over all steps of a staged run, and the same figures in Markdown. */
final class StagedPage {
  private static final PageAssets ASSETS = PageAssets.load();
  private static final Templates HTML = Templates.html("report/staged.peb");
  private static final Templates MARKDOWN = Templates.markdown("report/staged-summary.peb");
  private static final String RUNNING = "RUNNING";

  private StagedPage() {}

  static String html(StagedSummary summary) throws IOException {
    Map<String, Object> model = model(summary);
    List<Chart> charts = StagedCharts.of(summary.steps());
    model.put("verdictClass", verdict(summary).toLowerCase(Locale.ROOT));
    model.put("charts", charts);
    model.put("data", data(charts));
    model.put("assets", ASSETS);
    model.put("policy", ASSETS.contentSecurityPolicy());
    return HTML.text(model);
  }

  static String markdown(StagedSummary summary) throws IOException {
    return MARKDOWN.text(model(summary));
  }

  private static Map<String, Object> model(StagedSummary summary) {
    Map<String, Object> model = new HashMap<>();
    model.put("summary", summary);
    model.put("verdict", verdict(summary));
    model.put("head", StagedTable.head());
    model.put("rows", StagedTable.rows(summary.steps()));
    model.put("settings", NamedText.of(summary.asked().settings()));
    model.put("options", String.join(" ", summary.asked().options()));
    return model;
  }

  private static String verdict(StagedSummary summary) {
    return summary.verdict() == null ? RUNNING : summary.verdict().name();
  }

  private static String data(List<Chart> charts) throws JsonProcessingException {
    return ReportPage.json(Map.of("charts", charts, "marks", Map.of()));
  }
}
