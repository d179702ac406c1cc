package im.stress.record;

import im.stress.files.LineTail;
import im.stress.model.Column;
import im.stress.model.Row;
import im.stress.model.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Follows a file with one row a second while it grows, and keeps the rows that nobody has taken
 * yet, with the one before them. For one thread.
 */
public final class RowTail<C extends Enum<C> & Column> {
  private final LineTail lines;
  private final RowReader<C> reader;
  private final Class<C> columns;
  private final Deque<Row<C>> rows = new ArrayDeque<>();
  private long lastSecond = Long.MIN_VALUE;

  /** Of a file that may not be there yet. */
  public RowTail(Path file, Class<C> columns) {
    this.lines = new LineTail(file);
    this.reader = new RowReader<>(columns);
    this.columns = columns;
  }

  /**
   * Reads what is new.
   *
   * @return the rows that came
   * @throws IOException when the file can't be read
   */
  public List<Row<C>> read() throws IOException {
    List<Row<C>> fresh = new ArrayList<>();
    for (List<String> next = lines.next(); !next.isEmpty(); next = lines.next()) {
      next.forEach(line -> reader.read(line.strip()).ifPresent(row -> add(row, fresh)));
    }
    return fresh;
  }

  private void add(Row<C> row, List<Row<C>> fresh) {
    fresh.add(row);
    rows.add(row);
    lastSecond = Math.max(lastSecond, row.epochSecond());
  }

  /** The second of the last row; the smallest number there is before the first. */
  long lastSecond() {
    return lastSecond;
  }

  /** The rows up to a second. */
  RowTable<C> through(long second) {
    return new RowTable<>(
        columns, rows.stream().filter(row -> row.epochSecond() <= second).toList());
  }

  /** Rows up to this second were taken; the last of them stays. */
  void taken(long second) {
    while (rows.size() > 1 && second(1) <= second) {
      rows.remove();
    }
  }

  private long second(int place) {
    return rows.stream().skip(place).findFirst().orElseThrow().epochSecond();
  }

  /** The last rows, so many at most; those before them are forgotten. */
  public List<Row<C>> last(int most) {
    while (rows.size() > most) {
      rows.remove();
    }
    return List.copyOf(rows);
  }
}
