package im.stress.report;

import im.stress.model.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** The figures of distributions, in the order of the contract; an empty one has none. */
final class LatencyFigures {

  private LatencyFigures() {}

  static Map<String, Summary.Latency> of(Map<Metric, Histogram> histograms) {
    Map<String, Summary.Latency> figures = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      Histogram histogram = histograms.get(metric);
      if (histogram != null && histogram.getTotalCount() > 0) {
        figures.put(metric.tag(), of(histogram));
      }
    }
    return figures;
  }

  /** The median, or null of nothing. */
  static Long median(AbstractHistogram histogram) {
    return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(50);
  }

  private static Summary.Latency of(Histogram histogram) {
    return new Summary.Latency(
        histogram.getTotalCount(),
        histogram.getMinValue(),
        Math.round(histogram.getMean()),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(95),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
