package im.stress.record;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Merges the {@code timeline.csv} of all shards by second. Counts add up, of lags the largest
 * stays, percentiles come from the histograms; a shard without a row in a second keeps the number
 * online of its last one, unless it was killed: then it has none.
 */
final class TimelineMerger {
  private final List<Source> sources = new ArrayList<>();
  private final SortedSet<Long> seconds = new TreeSet<>();
  private final Map<Long, Map<TimelineColumn, Double>> percentiles;

  private TimelineMerger(
      List<ShardData> shards, Map<Long, Map<TimelineColumn, Double>> percentiles) {
    this.percentiles = percentiles;
    shards.forEach(shard -> sources.add(new Source(shard)));
    sources.forEach(source -> seconds.addAll(source.bySecond.keySet()));
  }

  static RowTable<TimelineColumn> merge(
      List<ShardData> shards, Map<Long, Map<TimelineColumn, Double>> percentiles) {
    TimelineMerger merger = new TimelineMerger(shards, percentiles);
    return new RowTable<>(TimelineColumn.class, merger.seconds.stream().map(merger::row).toList());
  }

  /** A merged row with these percentiles in place of its own. */
  static Row<TimelineColumn> with(
      Map<TimelineColumn, Double> percentiles, Row<TimelineColumn> row) {
    return new Row<>(
        row.epochSecond(),
        TimelineColumn.class,
        column ->
            isPercentile(column) ? percentiles.getOrDefault(column, Double.NaN) : row.get(column));
  }

  /** Whether a column comes from the merged histograms. */
  private static boolean isPercentile(TimelineColumn column) {
    return column.metric().isPresent() && column != TimelineColumn.LAG;
  }

  private Row<TimelineColumn> row(long second) {
    return new Row<>(second, TimelineColumn.class, column -> value(second, column));
  }

  private double value(long second, TimelineColumn column) {
    if (column == TimelineColumn.LAG) {
      return sources.stream().mapToLong(source -> source.count(second, column)).max().orElse(0);
    }
    if (isPercentile(column)) {
      return percentiles.getOrDefault(second, Map.of()).getOrDefault(column, Double.NaN);
    }
    return sources.stream().mapToLong(source -> source.count(second, column)).sum();
  }

  /** The timeline of one shard, asked second by second in the order of time. */
  private static final class Source {
    private final Map<Long, Row<TimelineColumn>> bySecond = new HashMap<>();
    private final boolean killed;
    private final long lastSecond;
    private long lastOnline;

    Source(ShardData shard) {
      shard.timeline().rows().forEach(row -> bySecond.put(row.epochSecond(), row));
      lastSecond = bySecond.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
      killed = !shard.ended();
    }

    long count(long second, TimelineColumn column) {
      Row<TimelineColumn> row = bySecond.get(second);
      return column == TimelineColumn.ONLINE
          ? online(second, row)
          : row == null ? 0 : row.count(column);
    }

    private long online(long second, Row<TimelineColumn> row) {
      if (row != null) {
        lastOnline = row.count(TimelineColumn.ONLINE);
      } else if (killed && second > lastSecond) {
        lastOnline = 0;
      }
      return lastOnline;
    }
  }
}
