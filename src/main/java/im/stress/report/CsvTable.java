package im.stress.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A table of numbers with a header, as in {@code timeline.csv}. A cell that was not measured is
 * NaN. The first column is the time in seconds since the epoch.
 */
record CsvTable(List<String> columns, List<double[]> rows) {

  /** The column of the time in every file of a shard. */
  static final String EPOCH_SECOND = "epochSecond";

  static CsvTable empty() {
    return new CsvTable(List.of(), List.of());
  }

  /**
   * Reads a file; what a killed process left half written (no line end, cells missing) is left out.
   */
  static CsvTable read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return empty();
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty()) {
      return empty();
    }
    List<String> columns = List.of(lines.get(0).split(",", -1));
    List<double[]> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      double[] row = parse(line);
      if (row.length == columns.size() && !Double.isNaN(row[0])) {
        rows.add(row);
      }
    }
    return new CsvTable(columns, rows);
  }

  private static double[] parse(String line) {
    return Arrays.stream(line.split(",", -1)).mapToDouble(CsvTable::number).toArray();
  }

  private static double number(String cell) {
    try {
      return cell.isBlank() ? Double.NaN : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** One cell; NaN when it was not measured or the column does not exist. */
  double cell(double[] row, String column) {
    int index = columns.indexOf(column);
    return index < 0 ? Double.NaN : row[index];
  }

  /** The measured values of a column in the order of time. */
  DoubleStream values(String column) {
    return rows.stream().mapToDouble(row -> cell(row, column)).filter(v -> !Double.isNaN(v));
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns));
    for (double[] row : rows) {
      lines.add(Arrays.stream(row).mapToObj(CsvTable::text).collect(Collectors.joining(",")));
    }
    Files.write(file, lines);
  }

  private static String text(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }
}
