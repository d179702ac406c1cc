package im.stress.report;

import java.util.List;
import java.util.stream.IntStream;

/** A table in columns of equal width, for a terminal. */
final class TextColumns {

  private TextColumns() {}

  /**
   * One line for each row; the first column, and what stands last, is on the left of its column.
   *
   * @param rows with as many cells each
   */
  static List<String> of(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(cells -> cells.get(i).length()).max().orElse(0))
            // A format with a width of 0 is an error.
            .map(width -> Math.max(1, width))
            .toArray();
    return rows.stream().map(cells -> padded(cells, widths)).toList();
  }

  private static String padded(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean left = i == 0 || i == widths.length - 1;
      line.append("  ")
          .append(String.format("%" + (left ? "-" : "") + widths[i] + "s", cells.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
