package im.stress.live;

import im.stress.model.Metric;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A latency as a histogram of Prometheus. Its buckets can be added up over machines and time, where
 * percentiles can't; those of the page are exact, those made of buckets are between two bounds.
 */
final class LatencyMetric {
  private static final double MICROS = 1_000_000;

  /** Seconds, 1, 2 and 5 of each decade, from what a machine does within itself to timeouts. */
  private static final double[] BOUNDS = {
    0.0005,
    0.001,
    0.002,
    0.005,
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    20,
    60,
    Double.POSITIVE_INFINITY
  };

  private LatencyMetric() {}

  /** All values so far, of which the histogram knows three digits. */
  static HistogramSnapshot of(Metric metric, Histogram micros, Labels labels) {
    long[] counts = new long[BOUNDS.length];
    double sum = 0;
    for (HistogramIterationValue step : micros.recordedValues()) {
      long value = step.getValueIteratedTo();
      long count = step.getCountAtValueIteratedTo();
      counts[bucket(micros.lowestEquivalentValue(value) / MICROS)] += count;
      sum += count * (micros.medianEquivalentValue(value) / MICROS);
    }
    return HistogramSnapshot.builder()
        .name(MetricNames.of(metric))
        .unit(Unit.SECONDS)
        .help(metric.tag() + " of summary.json, so far.")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts))
                .sum(sum)
                .labels(labels)
                .build())
        .build();
  }

  private static int bucket(double seconds) {
    int bucket = 0;
    while (seconds > BOUNDS[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
