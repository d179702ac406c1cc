package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.util.EnumMap;
import java.util.Map;

/** What the probes found in one interval. Used by the monitor's thread alone. */
final class Readings {
  private final Map<MonitorColumn, Double> values = new EnumMap<>(MonitorColumn.class);

  /** Takes a value; NaN and negative ones (OSHI's "unknown") leave the cell empty. */
  void set(MonitorColumn column, double value) {
    if (value >= 0 && Double.isFinite(value)) {
      values.put(column, value);
    }
  }

  /** Takes a whole value; a negative one leaves the cell empty. */
  void set(MonitorColumn column, long value) {
    set(column, (double) value);
  }

  Map<MonitorColumn, Double> values() {
    return values;
  }
}
