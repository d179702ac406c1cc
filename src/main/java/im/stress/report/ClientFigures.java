package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.record.RowTable;
import java.util.OptionalDouble;

/** What the load generator used, from the merged {@code monitor.csv}. */
final class ClientFigures {

  private ClientFigures() {}

  /** Null when nothing was monitored. */
  static Summary.Client of(RowTable<MonitorColumn> monitor) {
    if (monitor.isEmpty()) {
      return null;
    }
    return new Summary.Client(
        orNull(monitor.values(MonitorColumn.CPU_PERCENT).average()),
        orNull(monitor.values(MonitorColumn.CPU_PERCENT).max()),
        max(monitor, MonitorColumn.RSS_BYTES),
        max(monitor, MonitorColumn.GC_PAUSE_MILLIS),
        max(monitor, MonitorColumn.FD_LIMIT),
        max(monitor, MonitorColumn.FD_USED));
  }

  /** Rounded to tenths. */
  private static Double orNull(OptionalDouble percent) {
    return percent.isPresent() ? Math.round(percent.getAsDouble() * 10) / 10.0 : null;
  }

  private static Long max(RowTable<MonitorColumn> monitor, MonitorColumn column) {
    OptionalDouble max = monitor.values(column).max();
    return max.isPresent() ? Math.round(max.getAsDouble()) : null;
  }
}
