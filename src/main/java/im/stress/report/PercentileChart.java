package im.stress.report;

import im.stress.model.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The distribution of latencies over percentiles, where 90 %, 99 %, 99.9 % … are equally far apart:
 * x = 1/(1-p), on a logarithmic axis. A series ends where its own count ends.
 */
final class PercentileChart {

  /** Even steps of a decade that meet 50, 75, 80, 90, 95 and 99 % (ISO 3, series R10). */
  private static final double[] STEPS = {1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8};

  private PercentileChart() {}

  static Chart of(Map<Metric, Histogram> histograms) {
    Map<String, Histogram> shown = new LinkedHashMap<>();
    shown.put("Ack", histograms.get(Metric.ACK));
    shown.put("Delivery", histograms.get(Metric.DELIVERY));
    shown.put("Group, each member", histograms.get(Metric.GROUP_DELIVERY));
    shown.put("Group, last member of messages that came to all", histograms.get(Metric.GROUP_LAST));
    return over("Latency by percentile", shown);
  }

  /**
   * Distributions over each other; null and empty ones are left out.
   *
   * @param histograms by the name of their series, in this order
   */
  static Chart over(String title, Map<String, Histogram> histograms) {
    Map<String, Histogram> shown = new LinkedHashMap<>(histograms);
    shown.values().removeIf(histogram -> histogram == null || histogram.getTotalCount() == 0);
    long most = shown.values().stream().mapToLong(Histogram::getTotalCount).max().orElse(0);
    List<Double> x = most == 0 ? List.of() : inversePercentiles((double) most);
    List<Chart.Series> series = new ArrayList<>();
    shown.forEach((name, histogram) -> series.add(series(name, histogram, x)));
    return new Chart(
        "percentiles",
        title,
        "How slow the slowest are: each step to the right is ten times rarer.",
        Chart.Type.LINE,
        Chart.XAxis.PERCENTILE,
        true,
        "ms",
        x,
        series);
  }

  private static List<Double> inversePercentiles(double count) {
    List<Double> x = new ArrayList<>();
    for (double decade = 1; decade < count; decade *= 10) {
      for (double step : STEPS) {
        if (step * decade < count) {
          x.add(step * decade);
        }
      }
    }
    x.add(count);
    return x;
  }

  private static Chart.Series series(String name, Histogram histogram, List<Double> x) {
    long count = histogram.getTotalCount();
    return new Chart.Series(
        name,
        x.stream().map(inverse -> inverse > count ? null : millis(histogram, inverse)).toList());
  }

  private static Double millis(Histogram histogram, double inverse) {
    return histogram.getValueAtPercentile(100 - 100 / inverse) / 1000.0;
  }
}
