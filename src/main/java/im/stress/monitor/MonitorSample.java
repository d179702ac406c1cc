package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One row of {@code monitor.csv}. Immutable; safe on any thread.
 *
 * @param epochSecond second in which the measured interval began; rates and counts are of the
 *     interval, levels those at its end
 * @param values what was measured; a column that isn't in here was not
 * @param target what is watched, in words for people ({@code pid 4711 (java) on port 10001}); empty
 *     when no target is watched
 */
public record MonitorSample(long epochSecond, Map<MonitorColumn, Double> values, String target) {

  /** Copies the map so that nobody can change it afterwards. */
  public MonitorSample {
    values = Map.copyOf(values);
  }

  /** The value of a column in its base unit (percent, bytes, milliseconds, pieces). */
  public OptionalDouble value(MonitorColumn column) {
    Double value = values.get(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
