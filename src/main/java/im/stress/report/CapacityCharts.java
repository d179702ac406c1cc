package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Losses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The charts of a search: what each level measured, over its load. */
final class CapacityCharts {

  private static final String LOSSES = "losses";

  private CapacityCharts() {}

  /** Whether it is one of those that say which load holds. */
  static boolean isCurve(Chart chart) {
    return chart.id().equals(StagedCharts.LATENCY) || chart.id().equals(LOSSES);
  }

  /** Those of which anything was measured; losses come second. */
  static List<Chart> of(List<Level> levels, LoadUnit by) {
    List<Level> measured =
        levels.stream()
            .filter(level -> level.run().figures() != null)
            .sorted(Comparator.comparingLong(Level::load))
            .toList();
    Chart.XAxis axis = by == LoadUnit.USERS ? Chart.XAxis.LOAD_USERS : Chart.XAxis.LOAD_RATE;
    List<Double> loads = measured.stream().map(level -> (double) level.load()).toList();
    List<Chart> charts =
        new ArrayList<>(StagedCharts.of(measured.stream().map(Level::run).toList(), axis, loads));
    Chart losses = losses(measured, axis, loads);
    if (!losses.isEmpty()) {
      charts.add(Math.min(1, charts.size()), losses);
    }
    return charts;
  }

  private static Chart losses(List<Level> levels, Chart.XAxis axis, List<Double> loads) {
    return new Chart(
        LOSSES,
        "Losses",
        "",
        Chart.Type.LINE,
        axis,
        false,
        "%",
        loads,
        List.of(
            series(levels, "Messages lost", Losses::messages),
            series(levels, "Messages not acknowledged", Losses::acks),
            series(levels, "Connections failed or lost", Losses::connections)));
  }

  private static Chart.Series series(
      List<Level> levels, String name, Function<Losses, Double> share) {
    List<Double> percents = new ArrayList<>();
    for (Level level : levels) {
      percents.add(
          level.losses() == null ? null : StagedCharts.percent(share.apply(level.losses())));
    }
    return new Chart.Series(name, percents);
  }
}
