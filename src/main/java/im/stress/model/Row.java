package im.stress.model;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One second in a file with one row a second: {@code timeline.csv}, {@code monitor.csv}. A value
 * that was not measured is NaN here and an empty cell there. Immutable; safe on any thread.
 *
 * @param <C> the columns of the file
 */
public final class Row<C extends Enum<C> & Column> {
  /** The first column of each such file: seconds since the epoch. */
  static final String EPOCH_SECOND = "epochSecond";

  private final long epochSecond;
  private final double[] cells;
  private final Class<C> columns;

  /** Asks for the value of each column. */
  public Row(long epochSecond, Class<C> columns, ToDoubleFunction<C> value) {
    this.epochSecond = epochSecond;
    this.columns = columns;
    this.cells = Arrays.stream(columns.getEnumConstants()).mapToDouble(value).toArray();
  }

  /** The header of a file with these columns, without the line end. */
  public static <C extends Enum<C> & Column> String header(Class<C> columns) {
    return Stream.concat(
            Stream.of(EPOCH_SECOND), Arrays.stream(columns.getEnumConstants()).map(Column::key))
        .collect(Collectors.joining(","));
  }

  /** The second that it is about, since the epoch. */
  public long epochSecond() {
    return epochSecond;
  }

  /** The value of a column; NaN when it was not measured. */
  @SuppressWarnings("EnumOrdinal") // an array index within this process, to keep a day of rows
  public double get(C column) {
    return cells[column.ordinal()];
  }

  /** The value of a column that counts; 0 when it was not measured. */
  public long count(C column) {
    return (long) get(column);
  }

  /** The row as a line of the file, without the line end. */
  public String line() {
    return Stream.concat(
            Stream.of(Long.toString(epochSecond)),
            Arrays.stream(columns.getEnumConstants()).map(this::cell))
        .collect(Collectors.joining(","));
  }

  private String cell(C column) {
    double value = get(column);
    return Double.isFinite(value) ? column.text(value) : "";
  }
}
