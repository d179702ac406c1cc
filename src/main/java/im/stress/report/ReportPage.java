package im.stress.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code index.html}: one file that holds all it needs and opens from {@code file://}. */
final class ReportPage {

  /** Samples and kinds of lost connections shown; the files beside the page have the others. */
  private static final int MAX_SHOWN = 50;

  private ReportPage() {}

  static String render(
      Path runDir, RunData run, Judgement judgement, Outcome outcome, Map<String, String> described)
      throws IOException {
    Summary summary = outcome.summary();
    List<Chart> charts = RunCharts.of(run);
    PageAssets assets = new PageAssets();
    Map<String, Object> model = new HashMap<>();
    model.put("summary", summary);
    model.put("headline", headline(summary, outcome, judgement));
    model.put("verdictClass", summary.verdict().name().toLowerCase(Locale.ROOT));
    model.put("keyFigures", KeyFigures.of(summary));
    model.put("charts", charts);
    model.put("latencies", LatencyRow.of(summary));
    model.put("deaths", DeathRow.of(summary, MAX_SHOWN));
    model.put("samples", run.samples().stream().limit(MAX_SHOWN).map(JsonNode::toString).toList());
    model.put("clientBreaches", judgement.clientBreaches());
    model.put("settings", described);
    model.put("hasGatling", Files.isRegularFile(runDir.resolve("gatling/index.html")));
    model.put("started", started(run));
    model.put("data", json(Map.of("charts", charts, "marks", RunCharts.marks(run))));
    model.put("assets", assets);
    model.put("policy", assets.contentSecurityPolicy());
    return render(model);
  }

  private static String render(Map<String, Object> model) throws IOException {
    ClasspathLoader loader = new ClasspathLoader(ReportPage.class.getClassLoader());
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
    StringWriter page = new StringWriter();
    engine.getTemplate("report/index.peb").evaluate(page, model);
    return page.toString();
  }

  private static String headline(Summary summary, Outcome outcome, Judgement judgement) {
    return switch (summary.verdict()) {
      case PASS -> "Every threshold held.";
      case FAIL ->
          outcome.exitCode() == 1
              ? "The tool itself failed: the figures are not complete."
              : "A threshold did not hold.";
      case INVALID ->
          "The load generator, not the target, was the limit: " + "these figures can't be trusted.";
      case INTERRUPTED ->
          judgement.incomplete().isEmpty()
              ? "The run was ended early."
              : "The run was ended early, and some of its data is missing.";
    };
  }

  private static String started(RunData run) {
    return run.timeline().isEmpty()
        ? ""
        : Format.instant(run.timeline().get(0).epochSecond() * 1000);
  }

  /** Without {@code <}: inside a script element it could end the element. */
  private static String json(Object value) throws JsonProcessingException {
    return JsonFiles.MAPPER
        .writer()
        .without(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(value)
        .replace("<", "\\u003c");
  }
}
