package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Losses;
import im.stress.report.CapacitySummary.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The charts of a search: what each level measured, over its load. */
final class CapacityCharts {

  private static final String LOSSES = "losses";

  private static final Set<String> TELLS_OF_TARGET =
      Set.of(StagedCharts.LATENCY, StagedCharts.SUCCESS);

  private CapacityCharts() {}

  /** Whether it is one of those that say which load holds. */
  static boolean isCurve(Chart chart) {
    return chart.id().equals(StagedCharts.LATENCY) || chart.id().equals(LOSSES);
  }

  /**
   * Those of which anything was measured; losses come second. What a level tells of the target is
   * left out where the load generator was the limit.
   */
  static List<Chart> of(List<Level> levels, LoadUnit by) {
    List<Level> measured =
        levels.stream()
            .filter(level -> level.run().figures() != null)
            .sorted(Comparator.comparingLong(Level::load))
            .toList();
    List<Level> sound = measured.stream().filter(level -> level.result() != Result.CLIENT).toList();
    Chart.XAxis axis = by == LoadUnit.USERS ? Chart.XAxis.LOAD_USERS : Chart.XAxis.LOAD_RATE;
    List<Chart> ofTarget = new ArrayList<>(staged(sound, axis));
    ofTarget.removeIf(chart -> !TELLS_OF_TARGET.contains(chart.id()));
    Chart losses = losses(sound, axis);
    if (!losses.isEmpty()) {
      ofTarget.add(Math.min(1, ofTarget.size()), losses);
    }
    Stream<Chart> others =
        staged(measured, axis).stream().filter(chart -> !TELLS_OF_TARGET.contains(chart.id()));
    return Stream.concat(ofTarget.stream(), others).toList();
  }

  private static List<Chart> staged(List<Level> levels, Chart.XAxis axis) {
    return StagedCharts.of(levels.stream().map(Level::run).toList(), axis, loads(levels));
  }

  private static List<Double> loads(List<Level> levels) {
    return levels.stream().map(level -> (double) level.load()).toList();
  }

  private static Chart losses(List<Level> levels, Chart.XAxis axis) {
    return new Chart(
        LOSSES,
        "Losses",
        "",
        Chart.Type.LINE,
        axis,
        false,
        "%",
        loads(levels),
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
