package im.stress.record;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges the {@code monitor.csv} of all shards by second: what a process uses is added up over the
 * processes of a machine (file handle limits too, so that used and limit stay comparable); of
 * everything else, and of several machines, the largest value stays. Several processes of a machine
 * watch a target only where each has one of its own.
 */
public final class MonitorMerger {
  private static final Set<MonitorColumn> PER_PROCESS =
      Set.of(
          MonitorColumn.CPU_PERCENT,
          MonitorColumn.RSS_BYTES,
          MonitorColumn.HEAP_BYTES,
          MonitorColumn.GC_COUNT,
          MonitorColumn.THREADS,
          MonitorColumn.FD_USED,
          MonitorColumn.FD_LIMIT,
          MonitorColumn.TARGET_CPU_PERCENT,
          MonitorColumn.TARGET_RSS_BYTES,
          MonitorColumn.TARGET_THREADS,
          MonitorColumn.TARGET_FD_USED,
          MonitorColumn.TARGET_FD_LIMIT,
          MonitorColumn.TARGET_ESTABLISHED,
          MonitorColumn.TARGET_TIME_WAIT,
          MonitorColumn.TARGET_CLOSE_WAIT,
          MonitorColumn.TARGET_HEAP_AFTER_GC_BYTES);

  private MonitorMerger() {}

  /** One table of all shards; without rows when none was monitored. */
  public static RowTable<MonitorColumn> merge(List<ShardData> shards) {
    Map<Integer, RowTable<MonitorColumn>> machines = new TreeMap<>();
    for (ShardData shard : shards) {
      machines.merge(shard.id().machine(), shard.monitor(), (a, b) -> combine(a, b, PER_PROCESS));
    }
    return machines.values().stream()
        .reduce((a, b) -> combine(a, b, Set.of()))
        .orElse(new RowTable<>(MonitorColumn.class, List.of()));
  }

  /**
   * The same, with what was measured on the target's machines during that time; of several targets
   * the largest value stays.
   */
  static RowTable<MonitorColumn> merge(List<ShardData> shards, List<TargetMonitor> targets) {
    RowTable<MonitorColumn> clients = merge(shards);
    if (clients.isEmpty()) {
      return clients;
    }
    long first = clients.rows().get(0).epochSecond();
    long last = clients.rows().get(clients.rows().size() - 1).epochSecond();
    return targets.stream()
        .map(target -> target.between(first, last))
        .reduce(clients, (a, b) -> combine(a, b, Set.of()));
  }

  private static RowTable<MonitorColumn> combine(
      RowTable<MonitorColumn> a, RowTable<MonitorColumn> b, Set<MonitorColumn> added) {
    Map<Long, Row<MonitorColumn>> left = bySecond(a);
    Map<Long, Row<MonitorColumn>> right = bySecond(b);
    Set<Long> seconds = new TreeSet<>(left.keySet());
    seconds.addAll(right.keySet());
    return new RowTable<>(
        MonitorColumn.class,
        seconds.stream()
            .map(second -> combine(second, left.get(second), right.get(second), added))
            .toList());
  }

  private static Row<MonitorColumn> combine(
      long second, Row<MonitorColumn> a, Row<MonitorColumn> b, Set<MonitorColumn> added) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return new Row<>(
        second,
        MonitorColumn.class,
        column -> combine(a.get(column), b.get(column), added.contains(column)));
  }

  private static double combine(double x, double y, boolean add) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.isNaN(x) ? y : x;
    }
    return add ? x + y : Math.max(x, y);
  }

  private static Map<Long, Row<MonitorColumn>> bySecond(RowTable<MonitorColumn> table) {
    Map<Long, Row<MonitorColumn>> rows = new TreeMap<>();
    table.rows().forEach(row -> rows.put(row.epochSecond(), row));
    return rows;
  }
}
