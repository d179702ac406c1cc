package im.stress.report;

import im.stress.model.Cause;
import im.stress.model.Death;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lost connections by cause over time. Causes come from {@code deaths.jsonl}, which keeps the first
 * 10,000 of them; what the timeline counts beyond those is shown as {@code not listed}.
 */
final class DeathChart {

  /** In place of a cause, where only the number is known. */
  static final String NOT_LISTED = "not listed";

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
    Map<String, List<Death>> byCause = byCause();
    List<Chart.Series> series = new ArrayList<>();
    byCause.forEach((cause, lines) -> series.add(new Chart.Series(cause, count(lines))));
    series.addAll(notListed(series));
    return series;
  }

  private Map<String, List<Death>> byCause() {
    Map<Death.Kind, String> causes = new LinkedHashMap<>();
    run.deaths().stream()
        .filter(deaths -> deaths.kind().phase().isLoss())
        .forEach(deaths -> causes.put(deaths.kind(), DeathCause.of(deaths)));
    List<String> frequent = causes.values().stream().distinct().limit(MAX_CAUSES).toList();
    return lines(run).stream()
        .collect(
            Collectors.groupingBy(
                death -> {
                  String cause = causes.getOrDefault(death.kind(), death.kind().cause());
                  return frequent.isEmpty() || frequent.contains(cause) ? cause : Cause.OTHER.key();
                },
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<Death> lines(RunData run) {
    return run.deathLines().stream().filter(death -> death.kind().phase().isLoss()).toList();
  }

  private List<Double> count(List<Death> lines) {
    return time.sum(lines, death -> death.epochMillis() / 1000.0, death -> 1.0);
  }

  /** Whether there is a line on each lost connection of a run. */
  static boolean allHaveLines(RunData run) {
    return run.timeline().values(TimelineColumn.DEATHS).sum() <= lines(run).size();
  }

  private List<Chart.Series> notListed(List<Chart.Series> listed) {
    if (allHaveLines(run)) {
      return List.of();
    }
    List<Double> counted =
        time.sum(run.timeline().rows(), Row::epochSecond, row -> row.get(TimelineColumn.DEATHS));
    List<Double> rest =
        IntStream.range(0, counted.size()).mapToObj(i -> rest(counted, listed, i)).toList();
    return List.of(new Chart.Series(NOT_LISTED, rest));
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
