package im.stress.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Merges the {@code latency.hlog} of all shards into one, second by second, holding one second in
 * memory at a time. Percentiles come from merged histograms only: those of shards can't be
 * averaged.
 *
 * @param totals everything of a tag in one histogram, microseconds
 * @param shards the same for each shard alone
 * @param seconds percentiles of each second
 */
record HistogramLogs(
    Map<String, Histogram> totals,
    Map<ShardId, Map<String, Histogram>> shards,
    Map<Long, SecondLatency> seconds) {

  /** Microseconds in a millisecond: the log's own column of maxima is in milliseconds. */
  private static final double MAX_VALUE_UNIT_RATIO = 1000.0;

  /** Merges the logs that exist into {@code merged}, which is replaced. */
  static HistogramLogs merge(List<ShardData> shards, Path merged) throws IOException {
    HistogramLogs result = new HistogramLogs(new HashMap<>(), new HashMap<>(), new TreeMap<>());
    List<HistogramLogCursor> cursors = new ArrayList<>();
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(merged)),
            false,
            StandardCharsets.UTF_8)) {
      for (ShardData shard : shards) {
        Path log = shard.folder().resolve("latency.hlog");
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
      Map<String, Histogram> byTag = takeSecond(cursors, second.getAsLong());
      write(writer, second.getAsLong(), byTag);
      seconds.put(second.getAsLong(), SecondLatency.of(byTag));
      second = nextSecond(cursors);
    }
  }

  private static OptionalLong nextSecond(List<HistogramLogCursor> cursors) {
    return cursors.stream()
        .filter(cursor -> !cursor.exhausted())
        .mapToLong(HistogramLogCursor::epochSecond)
        .min();
  }

  private Map<String, Histogram> takeSecond(List<HistogramLogCursor> cursors, long second) {
    Map<String, Histogram> byTag = new TreeMap<>();
    for (HistogramLogCursor cursor : cursors) {
      while (!cursor.exhausted() && cursor.epochSecond() == second) {
        add(byTag, cursor.current());
        add(totals, cursor.current());
        add(shards.computeIfAbsent(cursor.shard(), id -> new HashMap<>()), cursor.current());
        cursor.advance();
      }
    }
    return byTag;
  }

  private static void add(Map<String, Histogram> byTag, Histogram histogram) {
    byTag.computeIfAbsent(histogram.getTag(), tag -> new Histogram(3)).add(histogram);
  }

  private static void write(HistogramLogWriter writer, long second, Map<String, Histogram> byTag) {
    byTag.forEach(
        (tag, histogram) -> {
          histogram.setTag(tag);
          writer.outputIntervalHistogram(
              (double) second, (double) second + 1, histogram, MAX_VALUE_UNIT_RATIO);
        });
  }
}
