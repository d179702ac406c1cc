package im.stress.report;

import im.stress.config.LoadUnit;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page over all levels of a search for the capacity, and the same figures in Markdown. */
final class CapacityPage {
  private static final PageAssets ASSETS = PageAssets.load();
  private static final Templates HTML = Templates.html("report/capacity.peb");
  private static final Templates MARKDOWN = Templates.markdown("report/capacity-summary.peb");
  private static final String RUNNING = "RUNNING";

  private CapacityPage() {}

  static String html(CapacitySummary summary) throws IOException {
    Map<String, Object> model = model(summary);
    List<Chart> charts = CapacityCharts.of(summary.levels(), summary.range().by());
    model.put("verdictClass", verdict(summary).toLowerCase(Locale.ROOT));
    model.put("curves", charts.stream().filter(CapacityCharts::isCurve).toList());
    model.put("charts", charts.stream().filter(chart -> !CapacityCharts.isCurve(chart)).toList());
    model.put("data", ReportPage.json(Map.of("charts", charts, "marks", marks(summary))));
    model.put("assets", ASSETS);
    model.put("policy", ASSETS.contentSecurityPolicy());
    return HTML.text(model);
  }

  static String markdown(CapacitySummary summary) throws IOException {
    return MARKDOWN.text(model(summary));
  }

  private static Map<String, Object> model(CapacitySummary summary) {
    LoadUnit by = summary.range().by();
    Map<String, Object> model = new HashMap<>();
    model.put("summary", summary);
    model.put("verdict", verdict(summary));
    model.put("unit", by == LoadUnit.USERS ? "Users" : "Messages a second");
    model.put("head", CapacityTable.head());
    model.put("rows", CapacityTable.rows(summary.levels()));
    model.put("settings", NamedText.of(summary.asked().settings()));
    model.put("options", String.join(" ", summary.asked().options()));
    return model;
  }

  private static String verdict(CapacitySummary summary) {
    return summary.verdict() == null ? RUNNING : summary.verdict().name();
  }

  /** The load that was found, as a vertical line in all charts. */
  private static Map<String, Long> marks(CapacitySummary summary) {
    return summary.holds() == null
        ? Map.of()
        : Map.of("holds " + Format.count(summary.holds()), summary.holds());
  }
}
