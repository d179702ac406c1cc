package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.report.CapacitySummary.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The figures of all levels of a search, one row each; what was not measured is a dash. */
final class CapacityTable {

  /**
   * A column.
   *
   * @param name for people who have room
   * @param brief for a terminal
   */
  private record Column(String name, String brief, Function<Level, String> text) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Sent a second", "sent/s", level -> sent(level.fullLoad())),
          of(StagedTable.SUCCESS),
          of(StagedTable.ACK_P50),
          of(StagedTable.ACK_P99),
          of(StagedTable.DELIVERY_P99),
          new Column("Messages lost", "lost", level -> lost(level.losses())),
          new Column(
              "Connections lost",
              "c.lost",
              level -> StagedTable.cell(StagedTable.LOST, level.run().figures())),
          of(StagedTable.CLIENT_CPU),
          new Column("Target CPU", "t.cpu", level -> cpu(level.fullLoad())),
          new Column("Target handles", "t.fds", level -> handles(level.fullLoad())));

  /** A level of the table. */
  public record Row(Level level, List<String> cells) {

    /** What it found. */
    public String result() {
      if (level.open()) {
        return level.run().ran() ? "not over" : "not run";
      }
      return switch (level.result()) {
        case HELD -> "held";
        case TARGET -> "failed";
        case CLIENT -> "client";
        case NOT_MADE -> "not made";
      };
    }

    /** The class of its result on the page. */
    public String tone() {
      if (level.open()) {
        return "not-run";
      }
      return switch (level.result()) {
        case HELD -> "pass";
        case TARGET -> "fail";
        case CLIENT, NOT_MADE -> "invalid";
      };
    }

    /** Its load, for people. */
    public String load() {
      return Format.count(level.load());
    }
  }

  private CapacityTable() {}

  private static Column of(StagedTable.Column column) {
    return new Column(
        column.name(), column.brief(), level -> StagedTable.cell(column, level.run().figures()));
  }

  /** Names of the columns behind the load. */
  static List<String> head() {
    return COLUMNS.stream().map(Column::name).toList();
  }

  static List<Row> rows(List<Level> levels) {
    return levels.stream()
        .map(level -> new Row(level, COLUMNS.stream().map(c -> c.text().apply(level)).toList()))
        .toList();
  }

  /** The table for a terminal. */
  static List<String> lines(List<Level> levels, LoadUnit by) {
    List<List<String>> table = new ArrayList<>();
    table.add(line("level", by.toString(), COLUMNS.stream().map(Column::brief).toList(), "result"));
    rows(levels)
        .forEach(
            row ->
                table.add(line(row.level().run().name(), row.load(), row.cells(), row.result())));
    return TextColumns.of(table);
  }

  private static List<String> line(String name, String load, List<String> cells, String result) {
    List<String> line = new ArrayList<>(List.of(name, load));
    line.addAll(cells);
    line.add(result);
    return line;
  }

  private static String sent(FullLoad fullLoad) {
    return StagedTable.text(fullLoad, full -> Format.rate(full.sentPerSecond()));
  }

  private static String lost(CapacitySummary.Losses losses) {
    return losses == null ? StagedTable.NONE : StagedTable.text(losses.messages(), Format::percent);
  }

  private static String cpu(FullLoad fullLoad) {
    return fullLoad == null
        ? StagedTable.NONE
        : StagedTable.text(fullLoad.targetCpuPercent(), cpu -> Format.rate(cpu) + " %");
  }

  private static String handles(FullLoad fullLoad) {
    return fullLoad == null
        ? StagedTable.NONE
        : StagedTable.text(fullLoad.targetHandles(), Format::count);
  }
}
