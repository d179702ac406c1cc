package im.stress.report;

import im.stress.text.TimeText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A chart in words and as a table: its text alternative. */
final class ChartText {

  /** Most rows of the data table below a chart. */
  private static final int MAX_TABLE_ROWS = 60;

  private final Chart chart;

  ChartText(Chart chart) {
    this.chart = chart;
  }

  /** The title, and the figures of each series that say most: {@code median 5 ms, largest …}. */
  public String description() {
    return chart.series().stream()
        .map(series -> series.name() + ": " + essence(series.values()))
        .collect(Collectors.joining("; ", chart.title() + ". ", "."));
  }

  private String essence(List<Double> values) {
    if (chart.xAxis() == Chart.XAxis.PERCENTILE) {
      return percentiles(values);
    }
    if (chart.type() == Chart.Type.STACKED_BARS) {
      double sum = values.stream().filter(Objects::nonNull).mapToDouble(v -> v).sum();
      return "in all " + withUnit(sum) + ", most " + largest(values);
    }
    List<Double> sorted = values.stream().filter(Objects::nonNull).sorted().toList();
    return "median "
        + withUnit(sorted.get((sorted.size() - 1) / 2))
        + ", largest "
        + largest(values);
  }

  private String percentiles(List<Double> values) {
    List<String> parts =
        IntStream.range(0, values.size())
            .filter(i -> values.get(i) != null && List.of(2.0, 100.0).contains(chart.x().get(i)))
            .mapToObj(i -> xText(chart.x().get(i)) + " within " + withUnit(values.get(i)))
            .collect(Collectors.toList());
    double slowest = values.stream().filter(Objects::nonNull).mapToDouble(v -> v).max().orElse(0);
    parts.add("slowest " + withUnit(slowest));
    return String.join(", ", parts);
  }

  private String largest(List<Double> values) {
    int at =
        IntStream.range(0, values.size())
            .filter(i -> values.get(i) != null)
            .reduce((a, b) -> values.get(b) > values.get(a) ? b : a)
            .orElseThrow();
    return withUnit(values.get(at)) + " at " + xText(chart.x().get(at));
  }

  /** Head of the data table. */
  public List<String> tableHead() {
    String unit = chart.unit().isEmpty() ? "" : ", " + chart.unit();
    return IntStream.rangeClosed(0, chart.series().size())
        .mapToObj(i -> i == 0 ? xName() : chart.series().get(i - 1).name() + unit)
        .toList();
  }

  /** The data as a table of at most 60 rows; a row of several points has the largest of them. */
  public List<List<String>> tableRows() {
    int points = chart.x().size();
    int step = Math.max(1, (points + MAX_TABLE_ROWS - 1) / MAX_TABLE_ROWS);
    return IntStream.iterate(0, from -> from < points, from -> from + step)
        .mapToObj(from -> tableRow(from, Math.min(points, from + step)))
        .toList();
  }

  private List<String> tableRow(int from, int to) {
    return IntStream.rangeClosed(0, chart.series().size())
        .mapToObj(i -> i == 0 ? xText(chart.x().get(from)) : cell(i - 1, from, to))
        .toList();
  }

  private String cell(int series, int from, int to) {
    return chart.series().get(series).values().subList(from, to).stream()
        .filter(Objects::nonNull)
        .max(Double::compare)
        .map(ChartText::number)
        .orElse("–");
  }

  private String xName() {
    return switch (chart.xAxis()) {
      case TIME -> "Time";
      case PERCENTILE -> "Percentile";
      case USERS, LOAD_USERS -> "Users";
      case LOAD_RATE -> "Messages a second";
    };
  }

  private String xText(double at) {
    return switch (chart.xAxis()) {
      case TIME -> TimeText.clock((long) at);
      case PERCENTILE -> percentile(at);
      case USERS, LOAD_USERS -> Format.count((long) at) + " users";
      case LOAD_RATE -> Format.count((long) at) + " a second";
    };
  }

  private static String percentile(double inverse) {
    String percent = String.format(Locale.ROOT, "%.4f", 100 - 100 / inverse);
    return percent.replaceAll("\\.?0+$", "") + " %";
  }

  private String withUnit(double value) {
    if (chart.unit().equals("ms")) {
      return Format.micros(Math.round(value * 1000));
    }
    return number(value) + (chart.unit().isEmpty() ? "" : " " + chart.unit());
  }

  private static String number(double value) {
    if (value == Math.rint(value)) {
      return Format.count((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.1f", value);
  }
}
