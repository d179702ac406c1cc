package im.stress.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The page of a run that is on: the charts and figures of the report, and the script that draws
 * them there. Texts of servers and users can't become markup. Thread-safe.
 */
public final class LivePage {
  private static final PageAssets ASSETS = PageAssets.load();
  private static final String POLICY = ASSETS.livePolicy();
  private static final Templates PAGE = Templates.html("report/live.peb");
  private static final Templates BODY = Templates.html("report/live-body.peb");

  private LivePage() {}

  /** The page for a browser. It asks {@code events}, beside it, for what is new. */
  public static String html(LiveView view) throws IOException {
    Map<String, Object> model = new HashMap<>(view.model());
    model.put("charts", view.charts());
    model.put("data", ReportPage.json(drawings(view)));
    model.put("assets", ASSETS);
    model.put("policy", POLICY);
    return PAGE.text(model);
  }

  /** What the page needs to show this view in place of the last one, as JSON on one line. */
  public static String event(LiveView view) throws IOException {
    Map<String, Object> model = new HashMap<>(view.model());
    model.put("charts", view.charts());
    Map<String, Object> event = drawings(view);
    event.putAll(view.facts());
    event.put("phase", view.phase().name().toLowerCase(Locale.ROOT));
    event.put("title", view.model().get("title"));
    event.put("body", BODY.text(model));
    return JsonFiles.MAPPER.writeValueAsString(event);
  }

  /** What the page needs to offer a whole report, as JSON on one line. */
  public static String report(String html) throws JsonProcessingException {
    return JsonFiles.MAPPER.writeValueAsString(Map.of("html", html));
  }

  private static Map<String, Object> drawings(LiveView view) {
    Map<String, Object> drawings = new HashMap<>();
    drawings.put("charts", view.charts().all());
    drawings.put("marks", view.charts().marks());
    return drawings;
  }
}
