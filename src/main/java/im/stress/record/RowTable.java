package im.stress.record;

import im.stress.model.Column;
import im.stress.model.Row;
import im.stress.model.RowReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * All rows of a file with one row a second, in the order of time.
 *
 * @param columns the columns of the file
 */
public record RowTable<C extends Enum<C> & Column>(Class<C> columns, List<Row<C>> rows) {
  /**
   * Reads a file; none has no rows. What a killed process left half written (no line end, cells
   * missing) is left out.
   */
  public static <C extends Enum<C> & Column> RowTable<C> read(Path file, Class<C> columns)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return new RowTable<>(columns, List.of());
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    RowReader<C> reader = new RowReader<>(columns);
    return new RowTable<>(
        columns,
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .flatMap(line -> reader.read(line).stream())
            .toList());
  }

  /** Writes all rows into a file, which is replaced. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(Row.header(columns));
    rows.forEach(row -> lines.add(row.line()));
    Files.write(file, lines);
  }

  /** Whether it has no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The measured values of a column. */
  public DoubleStream values(C column) {
    return rows.stream().mapToDouble(row -> row.get(column)).filter(value -> !Double.isNaN(value));
  }
}
