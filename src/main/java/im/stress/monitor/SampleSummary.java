package im.stress.monitor;

import im.stress.model.MonitorColumn;
import im.stress.model.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Smallest, mean, 95th percentile and largest value of each column. Keeps every value: 8 bytes for
 * each cell, 15 MB for a day of samples every second. Not thread-safe.
 */
public final class SampleSummary {
  private static final String HEADER =
      String.format(
          "%-22s%-5s%10s%10s%10s%10s%9s", "", "unit", "min", "mean", "p95", "max", "samples");

  private static final double PERCENTILE = 0.95;

  private final Map<MonitorColumn, Values> columns = new EnumMap<>(MonitorColumn.class);

  /** Takes what the sample has. */
  public void add(MonitorSample sample) {
    sample
        .values()
        .forEach((column, value) -> columns.computeIfAbsent(column, c -> new Values()).add(value));
  }

  /** The closing table: a header, then one line for each column that was measured at least once. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    columns.forEach((column, values) -> lines.add(values.line(column)));
    return lines;
  }

  /** The values of one column. */
  private static final class Values {
    private double[] values = new double[64];
    private int count;

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    String line(MonitorColumn column) {
      double[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);
      Unit unit = column.unit();
      return String.format(
          "%-22s%-5s%10s%10s%10s%10s%9d",
          column.key(),
          unit.suffix(),
          unit.tableCell(sorted[0]),
          unit.tableCell(Arrays.stream(sorted).sum() / count),
          unit.tableCell(sorted[(int) Math.ceil(PERCENTILE * count) - 1]),
          unit.tableCell(sorted[count - 1]),
          count);
    }
  }
}
