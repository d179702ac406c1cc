package im.stress.report;

import im.stress.model.Metric;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.FileNames;
import im.stress.record.LatencyWindows;
import im.stress.record.RunData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time at full load in equal parts: of ten minutes, or six where it is shorter than an hour.
 */
final class RunWindows {
  private static final long TEN_MINUTES = 600;
  private static final long HOUR = 3_600;

  /** The fewest parts in which anything can be called a drift. */
  private static final long OF_A_SHORT_RUN = 6;

  /** A day of ten minutes each: a longer run has longer parts, or nobody would read the table. */
  private static final long MOST = 144;

  /** Parts of less are noise. */
  private static final long LEAST_SECONDS = 10;

  private final RunData run;
  private final LoadSpan load;
  private final long width;

  private RunWindows(RunData run, LoadSpan load) {
    this.run = run;
    this.load = load;
    this.width = width(load.seconds());
  }

  /** Length of the parts of so many seconds. */
  static long width(long seconds) {
    return seconds < HOUR
        ? seconds / OF_A_SHORT_RUN
        : Math.max(TEN_MINUTES, (seconds + MOST - 1) / MOST);
  }

  /** Whether these are the parts of a run of an hour or more. */
  static boolean areOfALongRun(List<OverTime.Window> windows) {
    return windows.get(0).seconds() >= TEN_MINUTES;
  }

  /**
   * All whole windows; empty when the time is too short for any.
   *
   * @param runDir holds the merged latencies
   */
  static Optional<List<OverTime.Window>> of(RunData run, LoadSpan load, Path runDir)
      throws IOException {
    RunWindows windows = new RunWindows(run, load);
    return windows.width < LEAST_SECONDS
        ? Optional.empty()
        : Optional.of(windows.all(runDir.resolve(FileNames.LATENCIES)));
  }

  private List<OverTime.Window> all(Path log) throws IOException {
    int count = Math.toIntExact(load.seconds() / width);
    List<Map<Metric, Long>> latencies = LatencyWindows.p99(log, load.firstSecond(), width, count);
    List<List<Row<TimelineColumn>>> rows = rows(count);
    List<OverTime.Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(window(load.firstSecond() + i * width, rows.get(i), latencies.get(i)));
    }
    return windows;
  }

  private List<List<Row<TimelineColumn>>> rows(int count) {
    List<List<Row<TimelineColumn>>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    for (Row<TimelineColumn> row : run.timeline().rows()) {
      long part = Math.floorDiv(row.epochSecond() - load.firstSecond(), width);
      if (part >= 0 && part < count) {
        parts.get((int) part).add(row);
      }
    }
    return parts;
  }

  private OverTime.Window window(
      long second, List<Row<TimelineColumn>> rows, Map<Metric, Long> latencies) {
    return new OverTime.Window(
        second * 1_000,
        width,
        perSecond(rows, TimelineColumn.SENDS),
        Measured.acks(run) ? perSecond(rows, TimelineColumn.ACKS) : null,
        Measured.ledger(run) ? perSecond(rows, TimelineColumn.DELIVERIES) : null,
        latencies.get(Metric.ACK),
        latencies.get(Metric.DELIVERY),
        sum(rows, TimelineColumn.DEATHS));
  }

  /** Rounded to thousandths. */
  private Double perSecond(List<Row<TimelineColumn>> rows, TimelineColumn column) {
    return Math.round(1000.0 * sum(rows, column) / width) / 1000.0;
  }

  private static long sum(List<Row<TimelineColumn>> rows, TimelineColumn column) {
    return rows.stream().mapToLong(row -> row.count(column)).sum();
  }
}
