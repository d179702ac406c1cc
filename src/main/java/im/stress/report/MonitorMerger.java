package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges the {@code monitor.csv} of all shards by second: what a process uses is added up over the
 * processes of a machine (file handle limits too, so that used and limit stay comparable); of
 * everything else, and of several machines, the largest value stays. One shard stays as it is.
 */
final class MonitorMerger {

  private static final Set<String> PER_PROCESS =
      Set.of("cpuPercent", "rssBytes", "heapBytes", "gcCount", "threads", "fdUsed", "fdLimit");

  private MonitorMerger() {}

  static CsvTable merge(List<ShardData> shards) {
    List<ShardData> measured = shards.stream().filter(s -> !s.monitor().isEmpty()).toList();
    if (measured.size() <= 1) {
      return measured.isEmpty() ? CsvTable.empty() : measured.get(0).monitor();
    }
    Map<Integer, CsvTable> machines = new TreeMap<>();
    for (ShardData shard : measured) {
      machines.merge(shard.id().machine(), shard.monitor(), (a, b) -> combine(a, b, PER_PROCESS));
    }
    return machines.values().stream().reduce((a, b) -> combine(a, b, Set.of())).orElseThrow();
  }

  private static CsvTable combine(CsvTable a, CsvTable b, Set<String> added) {
    // A file of an older version has fewer columns.
    List<String> columns = a.columns().size() < b.columns().size() ? b.columns() : a.columns();
    Map<Double, double[]> left = bySecond(a);
    Map<Double, double[]> right = bySecond(b);
    Set<Double> seconds = new TreeSet<>(left.keySet());
    seconds.addAll(right.keySet());
    List<double[]> rows = new ArrayList<>();
    for (Double second : seconds) {
      double[] row = new double[columns.size()];
      for (int i = 0; i < row.length; i++) {
        String column = columns.get(i);
        double x = left.containsKey(second) ? a.cell(left.get(second), column) : Double.NaN;
        double y = right.containsKey(second) ? b.cell(right.get(second), column) : Double.NaN;
        row[i] = combine(x, y, added.contains(column));
      }
      rows.add(row);
    }
    return new CsvTable(columns, rows);
  }

  private static double combine(double x, double y, boolean add) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.isNaN(x) ? y : x;
    }
    return add ? x + y : Math.max(x, y);
  }

  private static Map<Double, double[]> bySecond(CsvTable table) {
    Map<Double, double[]> rows = new TreeMap<>();
    table.rows().forEach(row -> rows.put(row[0], row));
    return rows;
  }
}
