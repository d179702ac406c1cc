package im.stress.record;

import im.stress.model.Metric;
import im.stress.model.TimelineColumn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Merges the {@code latency.hlog} of all shards into one, second by second, holding one second in
 * memory at a time. Percentiles come from merged histograms only: those of shards can't be
 * averaged.
 *
 * @param totals everything of a metric in one histogram, microseconds
 * @param shards the same for each shard alone
 * @param seconds percentiles of each second; what was not measured in it is absent
 * @param torn shards of whose log not all could be read
 */
record HistogramLogs(
    Map<Metric, Histogram> totals,
    Map<ShardId, Map<Metric, Histogram>> shards,
    Map<Long, Map<TimelineColumn, Double>> seconds,
    Set<ShardId> torn) {

  /** Microseconds in a millisecond: the log's own column of maxima is in milliseconds. */
  private static final double MAX_VALUE_UNIT_RATIO = 1000.0;

  /** Merges the logs that exist into {@code merged}, which is replaced. */
  static HistogramLogs merge(List<ShardData> shards, Path merged) throws IOException {
    HistogramLogs result =
        new HistogramLogs(
            new EnumMap<>(Metric.class), new HashMap<>(), new HashMap<>(), new HashSet<>());
    List<HistogramLogCursor> cursors = new ArrayList<>();
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(merged)),
            false,
            StandardCharsets.UTF_8)) {
      for (ShardData shard : shards) {
        Path log = shard.folder().resolve(FileNames.LATENCIES);
        if (Files.isRegularFile(log)) {
          cursors.add(new HistogramLogCursor(shard.id(), log.toFile()));
        }
      }
      result.copy(cursors, new HistogramLogWriter(out));
    } finally {
      cursors.forEach(HistogramLogCursor::close);
    }
    return result;
  }

  private void copy(List<HistogramLogCursor> cursors, HistogramLogWriter writer) {
    writer.outputLogFormatVersion();
    OptionalLong second = nextSecond(cursors);
    if (second.isPresent()) {
      writer.outputStartTime(second.getAsLong() * 1000);
    }
    writer.outputLegend();
    while (second.isPresent()) {
      Map<Metric, Histogram> byMetric = takeSecond(cursors, second.getAsLong());
      write(writer, second.getAsLong(), byMetric);
      seconds.put(second.getAsLong(), percentiles(byMetric));
      second = nextSecond(cursors);
    }
    cursors.stream().filter(HistogramLogCursor::torn).forEach(log -> torn.add(log.shard()));
  }

  private static OptionalLong nextSecond(List<HistogramLogCursor> cursors) {
    return cursors.stream()
        .filter(cursor -> !cursor.exhausted())
        .mapToLong(HistogramLogCursor::epochSecond)
        .min();
  }

  private Map<Metric, Histogram> takeSecond(List<HistogramLogCursor> cursors, long second) {
    Map<Metric, Histogram> byMetric = new EnumMap<>(Metric.class);
    for (HistogramLogCursor cursor : cursors) {
      while (!cursor.exhausted() && cursor.epochSecond() == second) {
        add(byMetric, cursor);
        add(totals, cursor);
        add(shards.computeIfAbsent(cursor.shard(), id -> new EnumMap<>(Metric.class)), cursor);
        cursor.advance();
      }
    }
    return byMetric;
  }

  private static void add(Map<Metric, Histogram> byMetric, HistogramLogCursor cursor) {
    byMetric.computeIfAbsent(cursor.metric(), metric -> new Histogram(3)).add(cursor.current());
  }

  private static Map<TimelineColumn, Double> percentiles(Map<Metric, Histogram> byMetric) {
    Map<TimelineColumn, Double> percentiles = new EnumMap<>(TimelineColumn.class);
    for (TimelineColumn column : TimelineColumn.values()) {
      column
          .metric()
          .map(byMetric::get)
          .ifPresent(histogram -> percentiles.put(column, column.of(histogram)));
    }
    return percentiles;
  }

  private static void write(
      HistogramLogWriter writer, long second, Map<Metric, Histogram> byMetric) {
    byMetric.forEach(
        (metric, histogram) -> {
          histogram.setTag(metric.tag());
          writer.outputIntervalHistogram(
              (double) second, (double) second + 1, histogram, MAX_VALUE_UNIT_RATIO);
        });
  }
}
