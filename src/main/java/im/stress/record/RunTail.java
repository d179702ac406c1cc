package im.stress.record;

import im.stress.model.Column;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Follows the folders of a run's shards while the run is on, and merges each second once, when all
 * of them have written it. Writes nothing. For one thread at a time.
 */
public final class RunTail {
  /** A process that wrote nothing for longer stands still or is dead: nobody waits for it. */
  private static final long MOST_SECONDS_BEHIND = 5;

  /** Of those that belong together, the one that ends last: until then none is complete. */
  private static final Comparator<HistogramLogCursor> IN_TURN =
      Comparator.comparingLong(HistogramLogCursor::epochSecond)
          .thenComparing(Comparator.comparingLong(HistogramLogCursor::endSecond).reversed());

  private final Path runDir;
  private final Map<ShardId, ShardTail> shards = new TreeMap<>();
  private final Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);
  private final List<Row<TimelineColumn>> timeline = new ArrayList<>();
  private final List<Row<MonitorColumn>> monitor = new ArrayList<>();

  /** Of a run whose folder may still be empty. */
  public RunTail(Path runDir) {
    this.runDir = runDir;
  }

  /**
   * Reads what the shards wrote since the last call.
   *
   * @throws IOException when a file can't be read
   */
  public void read() throws IOException {
    for (ShardId id : ShardId.all(runDir)) {
      shards.computeIfAbsent(id, fresh -> new ShardTail(fresh, fresh.folder(runDir)));
    }
    for (ShardTail shard : shards.values()) {
      shard.read();
    }
    takeTimeline(complete(ShardTail::timeline));
    takeMonitor(complete(ShardTail::monitor));
  }

  /** The last second that no process is still to write; the smallest number before the first. */
  private <C extends Enum<C> & Column> long complete(Function<ShardTail, RowTail<C>> file) {
    long newest = Long.MIN_VALUE;
    long slowest = Long.MAX_VALUE;
    for (ShardTail shard : shards.values()) {
      long last = file.apply(shard).lastSecond();
      newest = Math.max(newest, last);
      slowest = shard.ended() ? slowest : Math.min(slowest, last);
    }
    return newest == Long.MIN_VALUE
        ? newest
        : Math.max(Math.min(newest, slowest), newest - MOST_SECONDS_BEHIND);
  }

  private void takeTimeline(long through) throws IOException {
    Map<Long, Map<TimelineColumn, Double>> percentiles = takeLatencies(through);
    List<ShardData> fresh =
        shards.values().stream().map(shard -> shard.fresh(through, Long.MIN_VALUE)).toList();
    addToTaken(percentiles);
    append(TimelineMerger.merge(fresh, percentiles), timeline);
    shards.values().forEach(shard -> shard.timeline().taken(through));
  }

  /** Rows of an interval of several seconds were taken before its end, without its percentiles. */
  private void addToTaken(Map<Long, Map<TimelineColumn, Double>> percentiles) {
    long first = percentiles.keySet().stream().min(Long::compare).orElse(Long.MAX_VALUE);
    for (int i = timeline.size() - 1; i >= 0 && timeline.get(i).epochSecond() >= first; i--) {
      Map<TimelineColumn, Double> known = percentiles.get(timeline.get(i).epochSecond());
      if (known != null) {
        timeline.set(i, TimelineMerger.with(known, timeline.get(i)));
      }
    }
  }

  private void takeMonitor(long through) {
    List<ShardData> fresh =
        shards.values().stream().map(shard -> shard.fresh(Long.MIN_VALUE, through)).toList();
    append(MonitorMerger.merge(fresh), monitor);
    shards.values().forEach(shard -> shard.monitor().taken(through));
  }

  private static <C extends Enum<C> & Column> void append(RowTable<C> fresh, List<Row<C>> rows) {
    long last = rows.isEmpty() ? Long.MIN_VALUE : rows.get(rows.size() - 1).epochSecond();
    fresh.rows().stream().filter(row -> row.epochSecond() > last).forEach(rows::add);
  }

  /** Percentiles of each second of the intervals that are over, of which one is in memory. */
  private Map<Long, Map<TimelineColumn, Double>> takeLatencies(long through) throws IOException {
    Map<Long, Map<TimelineColumn, Double>> percentiles = new HashMap<>();
    Optional<HistogramLogCursor> next = next();
    while (next.isPresent() && next.get().endSecond() - 1 <= through) {
      takeInterval(next.get().epochSecond()).percentiles(percentiles);
      next = next();
    }
    return percentiles;
  }

  private Optional<HistogramLogCursor> next() throws IOException {
    List<HistogramLogCursor> logs = new ArrayList<>();
    for (ShardTail shard : shards.values()) {
      shard.latencies().next().ifPresent(logs::add);
    }
    return logs.stream().min(IN_TURN);
  }

  private HistogramInterval takeInterval(long second) throws IOException {
    HistogramInterval interval = new HistogramInterval();
    for (ShardTail shard : shards.values()) {
      Optional<HistogramLogCursor> log = shard.latencies().next();
      while (log.isPresent() && log.get().epochSecond() == second) {
        interval.add(log.get());
        HistogramInterval.add(totals, log.get());
        log.get().advance();
        log = shard.latencies().next();
      }
    }
    return interval;
  }

  /**
   * All that was read so far. Of messages that another process got in place of their recipient only
   * the end of the run knows: they are lost here. Histograms change with the next reading.
   */
  public RunData data() {
    List<ShardData> read = shards.values().stream().map(ShardTail::data).toList();
    return new RunData(
        read,
        RunReader.counters(read),
        RunReader.deaths(read),
        Optional.ofNullable(StormMerger.merge(read)),
        totals,
        Map.of(),
        new RowTable<>(TimelineColumn.class, new ArrayList<>(timeline)),
        new RowTable<>(MonitorColumn.class, new ArrayList<>(monitor)),
        List.of(),
        RunReader.deathLines(read),
        List.of(),
        0,
        List.of());
  }
}
