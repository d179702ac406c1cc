package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.record.RunData;
import im.stress.record.TargetMonitor;
import im.stress.text.TimeText;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * Whether what was measured on the target's machines is of a target, and of the time of the run.
 */
final class TargetClocks {
  /** A monitor writes a row when its time is over, and a run goes on a little after its users. */
  private static final long TOLERATED_SECONDS = 10;

  private final TargetMonitor target;
  private final LongSummaryStatistics run;

  private TargetClocks(TargetMonitor target, LongSummaryStatistics run) {
    this.target = target;
    this.run = run;
  }

  /** One line for each monitor that doesn't cover the run. */
  static List<String> warnings(RunData run) {
    LongSummaryStatistics time =
        run.monitor().rows().stream().mapToLong(Row::epochSecond).summaryStatistics();
    return run.targets().stream()
        .flatMap(target -> new TargetClocks(target, time).warning().stream())
        .toList();
  }

  private Optional<String> warning() {
    if (rows().isEmpty()) {
      return Optional.of(
          target.name()
              + ": no row is of the time of the run; was the monitor at work, and are both clocks"
              + " right?");
    }
    LongSummaryStatistics measured = measured();
    if (measured.getCount() == 0) {
      return Optional.of(
          target.name()
              + ": no row has the CPU of the target; start `monitor` with --port or --pid of the"
              + " server, as a user who may see its process");
    }
    long missing = measured.getMin() - run.getMin() + run.getMax() - measured.getMax();
    return missing <= tolerated()
        ? Optional.empty()
        : Optional.of(
            "%s: the target was measured from %s to %s, the run is from %s to %s: its figures are of a part of it"
                .formatted(
                    target.name(),
                    instant(measured.getMin()),
                    instant(measured.getMax()),
                    instant(run.getMin()),
                    instant(run.getMax())));
  }

  private List<Row<MonitorColumn>> rows() {
    return target.rows().stream()
        .filter(row -> row.epochSecond() >= run.getMin() && row.epochSecond() <= run.getMax())
        .toList();
  }

  private LongSummaryStatistics measured() {
    return rows().stream()
        .filter(row -> !Double.isNaN(row.get(MonitorColumn.TARGET_CPU_PERCENT)))
        .mapToLong(Row::epochSecond)
        .summaryStatistics();
  }

  /** A row may stand for more than a second ({@code monitor --interval}). */
  private long tolerated() {
    List<Row<MonitorColumn>> rows = target.rows();
    long interval = rows.size() < 2 ? 0 : rows.get(1).epochSecond() - rows.get(0).epochSecond();
    return Math.max(TOLERATED_SECONDS, 2 * interval);
  }

  private static String instant(long epochSecond) {
    return TimeText.utc(epochSecond * 1_000);
  }
}
