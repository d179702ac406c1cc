package im.stress.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a file with one row a second, line by line. Columns are found by the names in the header,
 * the first line: a file of an older version may lack some, one of a newer version have more.
 * Belongs to one thread.
 */
public final class RowReader<C extends Enum<C> & Column> {
  private final Class<C> columns;
  private final Map<String, Integer> positions = new HashMap<>();

  /** Nothing is read yet. */
  public RowReader(Class<C> columns) {
    this.columns = columns;
  }

  /**
   * Takes the next line, without its end.
   *
   * @return its row; empty for the header, and for a line that is torn
   */
  public Optional<Row<C>> read(String line) {
    List<String> cells = List.of(line.split(",", -1));
    if (positions.isEmpty()) {
      cells.forEach(name -> positions.put(name, positions.size()));
      return Optional.empty();
    }
    double second = cells.size() == positions.size() ? value(cells, Row.EPOCH_SECOND) : Double.NaN;
    return Double.isNaN(second)
        ? Optional.empty()
        : Optional.of(new Row<>((long) second, columns, column -> value(cells, column.key())));
  }

  private double value(List<String> cells, String column) {
    Integer position = positions.get(column);
    try {
      return position == null || cells.get(position).isBlank()
          ? Double.NaN
          : Double.parseDouble(cells.get(position));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
