package im.stress.record;

import im.stress.model.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The {@code latency.hlog} of a run that is over. */
public final class LatencyLog {

  private LatencyLog() {}

  /** Everything of a metric in one histogram, microseconds; nothing where there is no log. */
  public static Map<Metric, Histogram> totals(Path run) throws IOException {
    Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);
    Path log = run.resolve(FileNames.LATENCIES);
    if (!Files.isRegularFile(log)) {
      return totals;
    }
    try (HistogramLogCursor cursor = new HistogramLogCursor(log.toFile())) {
      for (; !cursor.exhausted(); cursor.advance()) {
        totals.computeIfAbsent(cursor.metric(), metric -> new Histogram(3)).add(cursor.current());
      }
    }
    return totals;
  }
}
