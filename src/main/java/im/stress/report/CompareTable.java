package im.stress.report;

import im.stress.report.CompareSummary.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of a comparison, as texts. */
final class CompareTable {
  private static final String NONE = "–";

  /** Smaller ones are all the same to a reader. */
  private static final double SMALL_P = 1e-4;

  private CompareTable() {}

  /**
   * A row.
   *
   * @param cells both values, the difference, its percentage, its confidence interval and whether
   *     it exceeds the noise
   * @param tone class on the page: {@code worse} or {@code better} for the second target, beyond
   *     the noise; or empty
   */
  public record Line(Figure figure, List<String> cells, String tone) {

    /** How often chance alone makes such a difference; a dash where that is not known. */
    public String p() {
      return figure.pValue() == null
          ? NONE
          : figure.pValue() < SMALL_P ? "< 0.0001" : Format.number(figure.pValue());
    }

    /** The values of the runs of the first target. */
    public String firstRuns() {
      return values(figure.firstRuns());
    }

    /** The values of the runs of the second target. */
    public String secondRuns() {
      return values(figure.secondRuns());
    }

    private String values(List<Double> values) {
      return values.stream().map(figure.unit()::text).collect(Collectors.joining(", "));
    }
  }

  static List<String> head(String first, String second) {
    return List.of(first, second, "Difference", "Percent", "95 % interval", "More than the noise?");
  }

  static List<Line> lines(List<Figure> figures) {
    return figures.stream().map(figure -> new Line(figure, cells(figure), tone(figure))).toList();
  }

  private static List<String> cells(Figure figure) {
    return List.of(
        figure.unit().text(figure.first()),
        figure.unit().text(figure.second()),
        difference(figure),
        figure.percent() == null ? NONE : CompareConclusion.signed(figure.percent()),
        interval(figure),
        noise(figure));
  }

  private static String difference(Figure figure) {
    String size = figure.unit().text(Math.abs(figure.difference()));
    return figure.difference() == 0 ? size : (figure.difference() < 0 ? "-" : "+") + size;
  }

  private static String interval(Figure figure) {
    return figure.percentLow() == null || figure.percentHigh() == null
        ? NONE
        : CompareConclusion.signed(figure.percentLow())
            + " … "
            + CompareConclusion.signed(figure.percentHigh());
  }

  private static String noise(Figure figure) {
    return figure.beyondNoise() == null ? NONE : figure.isBeyondNoise() ? "yes" : "no";
  }

  private static String tone(Figure figure) {
    return figure.isWorse() ? "worse" : figure.isBetter() ? "better" : "";
  }

  /** The table in columns of equal width, for a terminal. */
  static List<String> console(String first, String second, List<Figure> figures) {
    List<List<String>> table = new ArrayList<>();
    table.add(row("", head(first, second)));
    lines(figures).forEach(line -> table.add(row(line.figure().name(), line.cells())));
    return TextColumns.of(table);
  }

  private static List<String> row(String name, List<String> cells) {
    List<String> row = new ArrayList<>(List.of(name));
    row.addAll(cells);
    return row;
  }
}
