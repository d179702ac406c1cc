package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The figures of all steps of a staged run, one row each; what was not measured is a dash. */
final class StagedTable {
  private static final double MIB = 1 << 20;
  static final String NONE = "–";

  /**
   * A column.
   *
   * @param name for people who have room
   * @param brief for a terminal
   */
  record Column(String name, String brief, Function<StagedSummary.Figures, String> text) {}

  static final Column SUCCESS =
      new Column("Success", "success", f -> text(f.success(), Format::percent));
  static final Column ACK_P50 = new Column("Ack p50", "ack p50", f -> micros(f.ackP50Micros()));
  static final Column ACK_P99 = new Column("Ack p99", "ack p99", f -> micros(f.ackP99Micros()));
  static final Column DELIVERY_P99 =
      new Column("Delivery p99", "dlv p99", f -> micros(f.deliveryP99Micros()));
  static final Column CLIENT_CPU = new Column("Client CPU", "cpu", f -> cpu(f.client()));
  static final Column LOST = new Column("Lost", "lost", f -> count(f.lost()));

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Connected", "conn", f -> count(f.connected())),
          new Column("Sent a second", "sent/s", f -> rate(f.sentPerSecond())),
          new Column("Delivered a second", "dlvd/s", f -> rate(f.deliveredPerSecond())),
          SUCCESS,
          ACK_P50,
          ACK_P99,
          DELIVERY_P99,
          CLIENT_CPU,
          new Column("Client memory", "rss", f -> memory(f.client())),
          new Column("Target CPU", "t.cpu", f -> cpu(f.target())),
          new Column("Target memory", "t.rss", f -> memory(f.target())),
          LOST);

  /** A step of the table. */
  public record Row(StagedSummary.Step step, List<String> cells) {

    /** {@code PASS}, or that it did not run. */
    public String verdict() {
      return step.ran() ? step.verdict().name() : "not run";
    }

    /** The class of its verdict on the page. */
    public String tone() {
      return step.ran() ? step.verdict().name().toLowerCase(Locale.ROOT) : "not-run";
    }
  }

  private StagedTable() {}

  /** Names of the columns between the users and the verdict. */
  static List<String> head() {
    return COLUMNS.stream().map(Column::name).toList();
  }

  static List<Row> rows(List<StagedSummary.Step> steps) {
    return steps.stream().map(step -> new Row(step, cells(step.figures()))).toList();
  }

  private static List<String> cells(StagedSummary.Figures figures) {
    return COLUMNS.stream().map(column -> cell(column, figures)).toList();
  }

  /** The figure in this column of a run; a dash where there is none. */
  static String cell(Column column, StagedSummary.Figures figures) {
    return figures == null ? NONE : column.text().apply(figures);
  }

  /** The table in columns of equal width, for a terminal. */
  static List<String> lines(List<StagedSummary.Step> steps) {
    List<List<String>> table = new ArrayList<>();
    table.add(line("step", "users", COLUMNS.stream().map(Column::brief).toList(), "verdict"));
    rows(steps)
        .forEach(
            row ->
                table.add(
                    line(
                        row.step().name(),
                        Format.count(row.step().users()),
                        row.cells(),
                        row.verdict())));
    return TextColumns.of(table);
  }

  private static List<String> line(String name, String users, List<String> cells, String verdict) {
    List<String> line = new ArrayList<>(List.of(name, users));
    line.addAll(cells);
    line.add(verdict);
    return line;
  }

  private static String count(Long count) {
    return text(count, Format::count);
  }

  private static String rate(Double rate) {
    return text(rate, Format::rate);
  }

  private static String micros(Long micros) {
    return text(micros, Format::micros);
  }

  private static String cpu(StagedSummary.Side side) {
    return side == null
        ? NONE
        : text(side.cpuPercentMean(), percent -> Format.rate(percent) + " %");
  }

  private static String memory(StagedSummary.Side side) {
    return side == null
        ? NONE
        : text(side.rssBytesMax(), bytes -> Format.count(Math.round(bytes / MIB)) + " MiB");
  }

  /** A figure as text; a dash where there is none. */
  static <T> String text(T value, Function<T, String> text) {
    return value == null ? NONE : text.apply(value);
  }
}
