package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Samples as lines of a table for people. Immutable. */
public final class SampleTable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int TIME_WIDTH = 8;
  private static final int MIN_WIDTH = 7;
  private static final String GAP = "  ";

  private final List<MonitorColumn> columns;
  private final ZoneId zone;

  private SampleTable(List<MonitorColumn> columns, ZoneId zone) {
    this.columns = columns;
    this.zone = zone;
  }

  /** A table of the machine and, when one is watched, of the target; not of this process. */
  public static SampleTable ofOnlooker(boolean withTarget, ZoneId zone) {
    List<MonitorColumn> columns =
        Arrays.stream(MonitorColumn.values())
            .filter(column -> column.subject() != MonitorColumn.Subject.SELF)
            .filter(column -> withTarget || column.subject() != MonitorColumn.Subject.TARGET)
            .toList();
    return new SampleTable(columns, zone);
  }

  /** The columns of the table. */
  public List<MonitorColumn> columns() {
    return columns;
  }

  /** The line above the rows. */
  public String header() {
    String time = String.format("%-" + TIME_WIDTH + "s", "time");
    return columns.stream()
        .map(column -> rightAligned(column, column.heading()))
        .collect(Collectors.joining(GAP, time + GAP, ""));
  }

  /** One sample; "-" is what was not measured. */
  public String row(MonitorSample sample) {
    String time = TIME.format(Instant.ofEpochSecond(sample.epochSecond()).atZone(zone));
    return columns.stream()
        .map(column -> rightAligned(column, cell(sample, column)))
        .collect(Collectors.joining(GAP, time + GAP, ""));
  }

  private static String cell(MonitorSample sample, MonitorColumn column) {
    Double value = sample.values().get(column);
    return value == null ? "-" : column.unit().tableCell(value);
  }

  private static String rightAligned(MonitorColumn column, String text) {
    return String.format("%" + Math.max(MIN_WIDTH, column.heading().length()) + "s", text);
  }
}
