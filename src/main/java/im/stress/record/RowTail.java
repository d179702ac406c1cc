package im.stress.record;

import im.stress.files.LineTail;
import im.stress.model.Column;
import im.stress.model.Row;
import im.stress.model.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Follows a file with one row a second while it grows, and keeps the rows that nobody has taken
 * yet, with the one before them. For one thread.
 */
final class RowTail<C extends Enum<C> & Column> {
  private final LineTail lines;
  private final RowReader<C> reader;
  private final Class<C> columns;
  private final Deque<Row<C>> rows = new ArrayDeque<>();
  private long lastSecond = Long.MIN_VALUE;

  RowTail(Path file, Class<C> columns) {
    this.lines = new LineTail(file);
    this.reader = new RowReader<>(columns);
    this.columns = columns;
  }

  void read() throws IOException {
    for (List<String> next = lines.next(); !next.isEmpty(); next = lines.next()) {
      next.forEach(line -> reader.read(line.strip()).ifPresent(this::add));
    }
  }

  private void add(Row<C> row) {
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
}
