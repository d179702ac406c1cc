package im.stress.record;

import im.stress.model.Metric;
import im.stress.model.TimelineColumn;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The histograms of some seconds over all shards. */
final class HistogramInterval {
  /** Microseconds in a millisecond: the log's own column of maxima is in milliseconds. */
  private static final double MAX_VALUE_UNIT_RATIO = 1000.0;

  private final Map<Metric, Histogram> byMetric = new EnumMap<>(Metric.class);
  private long firstSecond = Long.MAX_VALUE;
  private long endSecond = Long.MIN_VALUE;

  /** Adds what a log has now. */
  void add(HistogramLogCursor log) {
    firstSecond = Math.min(firstSecond, log.firstSecond());
    endSecond = Math.max(endSecond, log.endSecond());
    add(byMetric, log);
  }

  /** The same for sums of any time. */
  static void add(Map<Metric, Histogram> byMetric, HistogramLogCursor log) {
    byMetric.computeIfAbsent(log.metric(), metric -> new Histogram(3)).add(log.current());
  }

  void write(HistogramLogWriter writer) {
    byMetric.forEach(
        (metric, histogram) -> {
          histogram.setTag(metric.tag());
          writer.outputIntervalHistogram(
              (double) firstSecond, (double) endSecond, histogram, MAX_VALUE_UNIT_RATIO);
        });
  }

  /** Sets the percentiles of each second in it. */
  void percentiles(Map<Long, Map<TimelineColumn, Double>> seconds) {
    Map<TimelineColumn, Double> percentiles = new EnumMap<>(TimelineColumn.class);
    for (TimelineColumn column : TimelineColumn.values()) {
      column
          .metric()
          .map(byMetric::get)
          .ifPresent(histogram -> percentiles.put(column, column.of(histogram)));
    }
    for (long second = firstSecond; second < endSecond; second++) {
      seconds.put(second, percentiles);
    }
  }
}
