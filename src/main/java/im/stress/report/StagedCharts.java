package im.stress.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The charts of a staged run: what each step measured, from step to step. */
final class StagedCharts {
  private static final double MIB = 1 << 20;
  private static final double MICROS_OF_A_MILLI = 1000;

  private final List<StagedSummary.Step> steps;

  private StagedCharts(List<StagedSummary.Step> steps) {
    this.steps = steps.stream().filter(step -> step.figures() != null).toList();
  }

  /** Those of which anything was measured. */
  static List<Chart> of(List<StagedSummary.Step> steps) {
    StagedCharts charts = new StagedCharts(steps);
    return Stream.of(
            charts.chart(
                "latency",
                "Latency",
                true,
                "ms",
                charts.series("Ack p50", f -> millis(f.ackP50Micros())),
                charts.series("Ack p99", f -> millis(f.ackP99Micros())),
                charts.series("Delivery p99", f -> millis(f.deliveryP99Micros()))),
            charts.chart(
                "success",
                "Success",
                false,
                "%",
                charts.series("Of all that was planned", f -> percent(f.success()))),
            charts.chart(
                "rates",
                "Messages a second",
                false,
                "",
                charts.series("Sent", StagedSummary.Figures::sentPerSecond),
                charts.series("Delivered", StagedSummary.Figures::deliveredPerSecond)),
            charts.chart(
                "cpu",
                "CPU, mean of the step",
                false,
                "%",
                charts.series("Load generator", f -> cpu(f.client())),
                charts.series("Target", f -> cpu(f.target()))),
            charts.chart(
                "memory",
                "Memory, most of the step",
                false,
                "MiB",
                charts.series("Load generator", f -> memory(f.client())),
                charts.series("Target", f -> memory(f.target()))))
        .filter(chart -> !chart.isEmpty())
        .toList();
  }

  private Chart chart(
      String id, String title, boolean logarithmic, String unit, Chart.Series... series) {
    return new Chart(
        id,
        title,
        "",
        Chart.Type.LINE,
        Chart.XAxis.USERS,
        logarithmic,
        unit,
        steps.stream().map(step -> (double) step.users()).toList(),
        Arrays.asList(series));
  }

  private Chart.Series series(String name, Function<StagedSummary.Figures, Double> figure) {
    return new Chart.Series(
        name, steps.stream().map(step -> figure.apply(step.figures())).toList());
  }

  private static Double millis(Long micros) {
    return micros == null ? null : micros / MICROS_OF_A_MILLI;
  }

  private static Double cpu(StagedSummary.Side side) {
    return side == null ? null : side.cpuPercentMean();
  }

  private static Double memory(StagedSummary.Side side) {
    return side == null || side.rssBytesMax() == null ? null : side.rssBytesMax() / MIB;
  }

  private static Double percent(Double ratio) {
    return ratio == null ? null : ratio * 100;
  }
}
