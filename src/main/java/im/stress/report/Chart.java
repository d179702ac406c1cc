package im.stress.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One chart of the page, with all that its text alternative needs.
 *
 * @param id name within the page
 * @param title what it shows
 * @param note how to read it; may be empty
 * @param type how it is drawn
 * @param xAxis what runs from left to right
 * @param logarithmic whether the values stand on a logarithmic axis
 * @param unit unit of the values
 * @param x seconds since the start, or 1/(1-p) of a percentile p
 * @param series the values, one for each x
 */
record Chart(
    String id,
    String title,
    String note,
    Type type,
    XAxis xAxis,
    boolean logarithmic,
    String unit,
    List<Double> x,
    List<Series> series) {

  /** Most rows of the data table below a chart. */
  private static final int MAX_TABLE_ROWS = 60;

  /** How a chart is drawn. */
  enum Type {
    LINE,
    STACKED_BARS
  }

  /** What runs from left to right. */
  enum XAxis {
    TIME,
    PERCENTILE
  }

  /** Values under one name; null where nothing was measured. */
  record Series(String name, List<Double> values) {

    boolean hasNoValue() {
      return values.stream().allMatch(Objects::isNull);
    }
  }

  /** Leaves out series of which nothing was measured. */
  Chart {
    series = series.stream().filter(s -> !s.hasNoValue()).toList();
  }

  /** The chart in words: its title, and the largest value of each series and where it was. */
  public String description() {
    return title
        + ". "
        + series.stream().map(this::largest).collect(Collectors.joining("; "))
        + ".";
  }

  private String largest(Series values) {
    int at =
        IntStream.range(0, values.values().size())
            .filter(i -> values.values().get(i) != null)
            .reduce((a, b) -> values.values().get(b) > values.values().get(a) ? b : a)
            .orElseThrow();
    return values.name()
        + ": largest "
        + number(values.values().get(at))
        + (unit.isEmpty() ? "" : " " + unit)
        + " at "
        + xText(x.get(at));
  }

  /** Head of the data table. */
  public List<String> tableHead() {
    return IntStream.rangeClosed(0, series.size())
        .mapToObj(
            i ->
                i == 0
                    ? (xAxis == XAxis.TIME ? "Time" : "Percentile")
                    : series.get(i - 1).name() + (unit.isEmpty() ? "" : ", " + unit))
        .toList();
  }

  /** The data as a table of at most 60 rows; a row of several points has the largest of them. */
  public List<List<String>> tableRows() {
    int step = Math.max(1, (x.size() + MAX_TABLE_ROWS - 1) / MAX_TABLE_ROWS);
    return IntStream.iterate(0, from -> from < x.size(), from -> from + step)
        .mapToObj(from -> tableRow(from, Math.min(x.size(), from + step)))
        .toList();
  }

  private List<String> tableRow(int from, int to) {
    return IntStream.rangeClosed(0, series.size())
        .mapToObj(
            i -> i == 0 ? xText(x.get(from)) : cell(series.get(i - 1).values().subList(from, to)))
        .toList();
  }

  private static String cell(List<Double> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .max(Double::compare)
        .map(Chart::number)
        .orElse("–");
  }

  private String xText(double at) {
    return xAxis == XAxis.TIME ? Format.clock((long) at) : percentile(at);
  }

  private static String percentile(double inverse) {
    String percent = String.format(Locale.ROOT, "%.4f", 100 - 100 / inverse);
    return percent.replaceAll("\\.?0+$", "") + " %";
  }

  private static String number(double value) {
    if (value == Math.rint(value)) {
      return Format.count((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.1f", value);
  }
}
