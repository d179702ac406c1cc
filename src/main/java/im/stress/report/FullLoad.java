package im.stress.report;

import im.stress.model.Column;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.ShardProgress;
import im.stress.model.TimelineColumn;
import im.stress.record.FileNames;
import im.stress.record.RowTable;
import im.stress.record.ShardCounts;
import im.stress.record.ShardId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * What a run did and used in the whole seconds in which all of its users were to be online. The
 * ramp is no part of it: a mean over all of the run would be below the load that was asked for.
 *
 * @param seconds how many these are
 * @param sentPerSecond messages from user to user
 * @param targetCpuPercent median CPU of the target, a share of its machine, 0 to 100; null when it
 *     was not watched
 * @param targetHandles most file handles that the target had open; null as above
 * @param targetHandleLimit how many it may have; null where that is not known
 */
public record FullLoad(
    long seconds,
    double sentPerSecond,
    Double targetCpuPercent,
    Long targetHandles,
    Long targetHandleLimit) {
  private static final long MILLIS = 1000;

  /** The time from the first to the last moment of full load, in milliseconds since the epoch. */
  private record Window(long from, long to) {
    boolean has(long epochSecond) {
      return epochSecond * MILLIS >= from && (epochSecond + 1) * MILLIS <= to;
    }
  }

  /** That of the run in this folder; null when no whole second of it was recorded. */
  static FullLoad read(Path run) throws IOException {
    Window window = window(run);
    List<Row<TimelineColumn>> seconds =
        within(RowTable.read(run.resolve(FileNames.TIMELINE), TimelineColumn.class), window);
    if (seconds.isEmpty()) {
      return null;
    }
    List<Row<MonitorColumn>> used =
        within(RowTable.read(run.resolve(FileNames.MONITOR), MonitorColumn.class), window);
    long sent = seconds.stream().mapToLong(row -> row.count(TimelineColumn.SENDS)).sum();
    return new FullLoad(
        seconds.size(),
        Math.round(10.0 * sent / seconds.size()) / 10.0,
        median(values(used, MonitorColumn.TARGET_CPU_PERCENT)),
        most(values(used, MonitorColumn.TARGET_FD_USED)),
        most(values(used, MonitorColumn.TARGET_FD_LIMIT)));
  }

  private static Long most(DoubleStream values) {
    OptionalDouble most = values.max();
    return most.isPresent() ? Math.round(most.getAsDouble()) : null;
  }

  /** All processes begin at the same instant; the last to have all its users counts. */
  private static Window window(Path run) throws IOException {
    List<ShardProgress> shards = new ArrayList<>();
    for (ShardId shard : ShardId.all(run)) {
      ShardCounts.read(shard.folder(run).resolve(FileNames.COUNTS))
          .ifPresent(counts -> shards.add(counts.progress()));
    }
    long from =
        shards.stream().mapToLong(ShardProgress::fullLoadEpochMillis).max().orElse(Long.MAX_VALUE);
    long to = shards.stream().mapToLong(ShardProgress::leaveEpochMillis).min().orElse(0);
    return new Window(from, to);
  }

  private static <C extends Enum<C> & Column> List<Row<C>> within(
      RowTable<C> table, Window window) {
    Predicate<Row<C>> full = row -> window.has(row.epochSecond());
    return table.rows().stream().filter(full).toList();
  }

  private static DoubleStream values(List<Row<MonitorColumn>> rows, MonitorColumn column) {
    return rows.stream().mapToDouble(row -> row.get(column)).filter(value -> !Double.isNaN(value));
  }

  private static Double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? null : Math.round(sorted[sorted.length / 2] * 10) / 10.0;
  }
}
