package im.stress.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The charts of a series: what each of its runs measured, from run to run. */
final class StagedCharts {
  static final String LATENCY = "latency";
  static final String SUCCESS = "success";

  private static final double MIB = 1 << 20;
  private static final double MICROS_OF_A_MILLI = 1000;

  private final List<StagedSummary.Step> steps;
  private final Chart.XAxis axis;
  private final List<Double> x;

  private StagedCharts(List<StagedSummary.Step> steps, Chart.XAxis axis, List<Double> x) {
    this.steps = steps;
    this.axis = axis;
    this.x = x;
  }

  /** Those of which anything was measured, by the number of users. */
  static List<Chart> of(List<StagedSummary.Step> steps) {
    List<StagedSummary.Step> measured =
        steps.stream().filter(step -> step.figures() != null).toList();
    List<Double> users = measured.stream().map(step -> (double) step.users()).toList();
    return of(measured, Chart.XAxis.USERS, users);
  }

  /**
   * Those of which anything was measured.
   *
   * @param measured runs with figures
   * @param x where each of them stands on the axis
   */
  static List<Chart> of(List<StagedSummary.Step> measured, Chart.XAxis axis, List<Double> x) {
    StagedCharts charts = new StagedCharts(measured, axis, x);
    return Stream.of(
            charts.chart(
                LATENCY,
                "Latency",
                true,
                "ms",
                charts.series("Ack p50", f -> millis(f.ackP50Micros())),
                charts.series("Ack p99", f -> millis(f.ackP99Micros())),
                charts.series("Delivery p50", f -> millis(f.deliveryP50Micros())),
                charts.series("Delivery p99", f -> millis(f.deliveryP99Micros()))),
            charts.chart(
                SUCCESS,
                "Success",
                false,
                "%",
                charts.series("Of all that was planned", f -> percent(f.success()))),
            charts.chart(
                "rates",
                "Messages a second, mean of the run",
                false,
                "",
                charts.series("Sent", StagedSummary.Figures::sentPerSecond),
                charts.series("Delivered", StagedSummary.Figures::deliveredPerSecond)),
            charts.chart(
                "cpu",
                "CPU, mean of the run",
                false,
                "%",
                charts.series("Load generator", f -> cpu(f.client())),
                charts.series("Target", f -> cpu(f.target()))),
            charts.chart(
                "memory",
                "Memory, most of the run",
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
        id, title, "", Chart.Type.LINE, axis, logarithmic, unit, x, Arrays.asList(series));
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

  /** A share as it stands on an axis of percent. */
  static Double percent(Double ratio) {
    return ratio == null ? null : ratio * 100;
  }
}
