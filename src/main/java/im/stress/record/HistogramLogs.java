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
 * Merges the {@code latency.hlog} of all shards into one, interval by interval, holding one in
 * memory at a time. Percentiles come from merged histograms only: those of shards can't be
 * averaged.
 *
 * @param totals everything of a metric in one histogram, microseconds
 * @param shards the same for each shard alone
 * @param seconds percentiles of each second, or of the longer interval that it lies in; what was
 *     not measured in it is absent
 * @param torn shards of whose log not all could be read
 */
record HistogramLogs(
    Map<Metric, Histogram> totals,
    Map<ShardId, Map<Metric, Histogram>> shards,
    Map<Long, Map<TimelineColumn, Double>> seconds,
    Set<ShardId> torn) {

  /** The log of a shard. */
  private record Source(ShardId shard, HistogramLogCursor log) {}

  /** Merges the logs that exist into {@code merged}, which is replaced. */
  static HistogramLogs merge(List<ShardData> shards, Path merged) throws IOException {
    HistogramLogs result =
        new HistogramLogs(
            new EnumMap<>(Metric.class), new HashMap<>(), new HashMap<>(), new HashSet<>());
    List<Source> sources = new ArrayList<>();
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(merged)),
            false,
            StandardCharsets.UTF_8)) {
      for (ShardData shard : shards) {
        Path log = shard.folder().resolve(FileNames.LATENCIES);
        if (Files.isRegularFile(log)) {
          sources.add(new Source(shard.id(), new HistogramLogCursor(log.toFile())));
        }
      }
      result.copy(sources, new HistogramLogWriter(out));
    } finally {
      sources.forEach(source -> source.log().close());
    }
    return result;
  }

  private void copy(List<Source> sources, HistogramLogWriter writer) {
    writer.outputLogFormatVersion();
    OptionalLong second = nextSecond(sources);
    if (second.isPresent()) {
      writer.outputStartTime(second.getAsLong() * 1000);
    }
    writer.outputLegend();
    while (second.isPresent()) {
      HistogramInterval interval = take(sources, second.getAsLong());
      interval.write(writer);
      interval.percentiles(seconds);
      second = nextSecond(sources);
    }
    sources.stream().filter(source -> source.log().torn()).forEach(s -> torn.add(s.shard()));
  }

  private static OptionalLong nextSecond(List<Source> sources) {
    return sources.stream()
        .map(Source::log)
        .filter(log -> !log.exhausted())
        .mapToLong(HistogramLogCursor::epochSecond)
        .min();
  }

  private HistogramInterval take(List<Source> sources, long second) {
    HistogramInterval interval = new HistogramInterval();
    for (Source source : sources) {
      HistogramLogCursor log = source.log();
      while (!log.exhausted() && log.epochSecond() == second) {
        interval.add(log);
        HistogramInterval.add(totals, log);
        HistogramInterval.add(
            shards.computeIfAbsent(source.shard(), id -> new EnumMap<>(Metric.class)), log);
        log.advance();
      }
    }
    return interval;
  }
}
