package im.stress.measure;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What all event loops recorded since the last look, one histogram a metric. Recorder thread only.
 */
final class IntervalHistograms {
  /** Three digits: at most 0.1 % of error, as HdrHistogram's own examples use. */
  static final int SIGNIFICANT_DIGITS = 3;

  private final Map<Metric, Histogram> merged = new EnumMap<>(Metric.class);

  IntervalHistograms() {
    for (Metric metric : Metric.values()) {
      merged.put(metric, new Histogram(SIGNIFICANT_DIGITS));
    }
  }

  void refill(ShardMeasure measure) {
    merged.forEach(
        (metric, histogram) -> {
          histogram.reset();
          for (LoopMeasure loop : measure.loops()) {
            histogram.add(loop.interval(metric));
          }
        });
  }

  Histogram get(Metric metric) {
    return merged.get(metric);
  }
}
