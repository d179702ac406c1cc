package im.stress.measure;

import im.stress.model.Metric;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What all event loops recorded since the last look, one histogram a metric. Recorder thread only.
 */
public final class IntervalHistograms {
  private final Map<Metric, Histogram> merged = new EnumMap<>(Metric.class);

  /** Empty. */
  public IntervalHistograms() {
    for (Metric metric : Metric.values()) {
      merged.put(metric, new Histogram(LoopMeasure.SIGNIFICANT_DIGITS));
    }
  }

  /** Takes what was recorded since the last call, and drops what was taken before. */
  public void refill(ShardMeasure measure) {
    merged.forEach(
        (metric, histogram) -> {
          histogram.reset();
          for (LoopMeasure loop : measure.loops()) {
            Histogram interval = loop.interval(metric);
            histogram.add(interval);
            measure.recorded(loop, metric, interval);
          }
        });
  }

  /** Valid until the next {@link #refill}. */
  public Histogram get(Metric metric) {
    return merged.get(metric);
  }
}
