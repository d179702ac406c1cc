package im.stress.record;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code monitor} wrote on a machine of the target, kept in a folder {@code target-N} of the
 * run. Immutable.
 *
 * @param name of its folder in the run
 * @param rows one a second, of the target alone: a client's figures are those of the shards
 */
public record TargetMonitor(String name, List<Row<MonitorColumn>> rows) {
  private static final String PREFIX = "target-";

  /** Copies its rows. */
  public TargetMonitor {
    rows = List.copyOf(rows);
  }

  /** Whether {@code monitor} has made this folder. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FileNames.MONITOR));
  }

  /**
   * Copies what a monitor has written so far into a run, whose next {@code target-N} it becomes.
   *
   * @param folder of the monitor, which may still be at work
   */
  public static void keep(Path folder, Path runDir) throws IOException {
    Path target = Files.createDirectories(runDir.resolve(PREFIX + foldersOf(runDir).size()));
    Files.copy(folder.resolve(FileNames.MONITOR), target.resolve(FileNames.MONITOR));
  }

  /** The folders of all monitors that a run has kept. */
  public static List<Path> foldersOf(Path runDir) {
    List<Path> found = new ArrayList<>();
    while (isIn(runDir.resolve(PREFIX + found.size()))) {
      found.add(runDir.resolve(PREFIX + found.size()));
    }
    return found;
  }

  static List<TargetMonitor> readAll(Path runDir) throws IOException {
    List<TargetMonitor> monitors = new ArrayList<>();
    for (Path folder : foldersOf(runDir)) {
      RowTable<MonitorColumn> table =
          RowTable.read(folder.resolve(FileNames.MONITOR), MonitorColumn.class);
      monitors.add(
          new TargetMonitor(
              folder.getFileName().toString(),
              table.rows().stream().map(TargetMonitor::ofTarget).toList()));
    }
    return monitors;
  }

  private static Row<MonitorColumn> ofTarget(Row<MonitorColumn> row) {
    return new Row<>(
        row.epochSecond(),
        MonitorColumn.class,
        column -> column.subject() == MonitorColumn.Subject.TARGET ? row.get(column) : Double.NaN);
  }

  /** Its rows of this time, both seconds included. */
  RowTable<MonitorColumn> between(long firstSecond, long lastSecond) {
    return new RowTable<>(
        MonitorColumn.class,
        rows.stream()
            .filter(row -> row.epochSecond() >= firstSecond && row.epochSecond() <= lastSecond)
            .toList());
  }
}
