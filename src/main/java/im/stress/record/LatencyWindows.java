package im.stress.record;

import im.stress.model.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Reads the merged {@code latency.hlog} of a run in equal parts of time, of which it holds one at a
 * time: a day has some hundred thousand histograms.
 */
public final class LatencyWindows {
  private static final double P99 = 99;

  private final long firstSecond;
  private final long widthSeconds;
  private final List<Map<Metric, Long>> windows = new ArrayList<>();
  private final Map<Metric, Histogram> current = new EnumMap<>(Metric.class);

  private LatencyWindows(long firstSecond, long widthSeconds) {
    this.firstSecond = firstSecond;
    this.widthSeconds = widthSeconds;
  }

  /**
   * The 99th percentiles of each window, microseconds; a metric that a window lacks is missing in
   * it, as all are when there is no such file.
   *
   * @param firstSecond begin of the first window, since the epoch
   */
  public static List<Map<Metric, Long>> p99(
      Path log, long firstSecond, long widthSeconds, int count) throws IOException {
    LatencyWindows reading = new LatencyWindows(firstSecond, widthSeconds);
    if (Files.isRegularFile(log)) {
      try (HistogramLogCursor cursor = new HistogramLogCursor(log.toFile())) {
        reading.take(cursor, count);
      }
    }
    while (reading.windows.size() < count) {
      reading.finish();
    }
    return List.copyOf(reading.windows);
  }

  private void take(HistogramLogCursor cursor, int count) {
    for (; !cursor.exhausted(); cursor.advance()) {
      long window = Math.floorDiv(cursor.epochSecond() - firstSecond, widthSeconds);
      while (windows.size() < Math.min(window, count)) {
        finish();
      }
      if (window == windows.size() && window < count) {
        current.computeIfAbsent(cursor.metric(), metric -> new Histogram(3)).add(cursor.current());
      }
    }
  }

  private void finish() {
    Map<Metric, Long> percentiles = new EnumMap<>(Metric.class);
    current.forEach(
        (metric, histogram) -> percentiles.put(metric, histogram.getValueAtPercentile(P99)));
    windows.add(percentiles);
    current.clear();
  }
}
