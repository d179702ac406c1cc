package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lost connections by cause over time. Causes come from {@code deaths.jsonl}, which keeps the first
 * 10,000; what the timeline counts beyond those is shown as {@code not listed}.
 */
final class DeathChart {

  private static final int MAX_BARS = 60;

  /** More causes than these would not be told apart by colour. */
  private static final int MAX_CAUSES = 6;

  private final RunData run;
  private final TimeBuckets time;

  private DeathChart(RunData run) {
    this.run = run;
    this.time = TimeBuckets.over(run, MAX_BARS);
  }

  static Chart of(RunData run) {
    DeathChart chart = new DeathChart(run);
    return new Chart(
        "deaths",
        "Lost connections by cause",
        "Each bar is " + Format.count(chart.time.widthSeconds()) + " s.",
        Chart.Type.STACKED_BARS,
        Chart.XAxis.TIME,
        false,
        "",
        chart.time.x(),
        chart.series());
  }

  private List<Chart.Series> series() {
    Map<String, List<JsonNode>> byCause = byCause();
    List<Chart.Series> series = new ArrayList<>();
    byCause.forEach((cause, lines) -> series.add(new Chart.Series(cause, count(lines))));
    series.addAll(notListed(series));
    return series;
  }

  private Map<String, List<JsonNode>> byCause() {
    Map<DeathKind.Key, String> causes = new HashMap<>();
    run.deaths().forEach(death -> causes.put(death.kind().key(), death.cause()));
    List<String> frequent =
        run.deaths().stream().map(NamedDeath::cause).distinct().limit(MAX_CAUSES).toList();
    return run.deathLines().stream()
        .collect(
            Collectors.groupingBy(
                line -> {
                  DeathKind.Key key = DeathKind.Key.of(line);
                  String cause = causes.getOrDefault(key, key.cause());
                  return frequent.isEmpty() || frequent.contains(cause) ? cause : "other";
                },
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private List<Double> count(List<JsonNode> lines) {
    return time.sum(lines, line -> line.path("epochMillis").asLong() / 1000.0, line -> 1.0);
  }

  private List<Chart.Series> notListed(List<Chart.Series> listed) {
    long known = run.deathLines().size();
    long total = run.timeline().stream().mapToLong(TimelineRow::deaths).sum();
    if (total <= known) {
      return List.of();
    }
    List<Double> counted =
        time.sum(run.timeline(), TimelineRow::epochSecond, row -> (double) row.deaths());
    List<Double> rest =
        IntStream.range(0, counted.size()).mapToObj(i -> rest(counted, listed, i)).toList();
    return List.of(new Chart.Series("not listed", rest));
  }

  private static Double rest(List<Double> counted, List<Chart.Series> listed, int i) {
    double all = counted.get(i) == null ? 0 : counted.get(i);
    double known =
        listed.stream()
            .map(series -> series.values().get(i))
            .mapToDouble(value -> value == null ? 0 : value)
            .sum();
    return all > known ? all - known : null;
  }
}
