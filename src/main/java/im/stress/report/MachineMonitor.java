package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.record.MonitorMerger;
import im.stress.record.RowTable;
import im.stress.record.ShardData;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The {@code monitor.csv} of one machine: what its processes share, and the sums of what each has.
 *
 * @param id number of the machine
 * @param shards its processes
 * @param monitor one row a second
 */
record MachineMonitor(int id, List<ShardData> shards, RowTable<MonitorColumn> monitor) {

  static List<MachineMonitor> all(List<ShardData> shards) {
    return ShardData.byMachine(shards).entrySet().stream()
        .map(m -> new MachineMonitor(m.getKey(), m.getValue(), MonitorMerger.merge(m.getValue())))
        .toList();
  }

  /** The median of a column under full load; NaN when it was not measured. */
  double median(MonitorColumn column) {
    double[] sorted = underFullLoad(column).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** The mean of a column under full load; NaN when it was not measured. */
  double mean(MonitorColumn column) {
    return underFullLoad(column).average().orElse(Double.NaN);
  }

  private DoubleStream underFullLoad(MonitorColumn column) {
    return monitor.rows().stream()
        .filter(row -> shards.stream().allMatch(shard -> shard.underFullLoad(row.epochSecond())))
        .mapToDouble(row -> row.get(column))
        .filter(Double::isFinite);
  }
}
