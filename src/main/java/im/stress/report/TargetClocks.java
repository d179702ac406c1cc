package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.record.RunData;
import im.stress.record.TargetMonitor;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Whether what was measured on the target's machines is of the time of the run. */
final class TargetClocks {
  private TargetClocks() {}

  /** One line for each monitor without a row of that time. */
  static List<String> warnings(RunData run) {
    LongSummaryStatistics time = seconds(run.monitor().rows());
    return run.targets().stream()
        .filter(target -> !hasRows(target, time))
        .map(
            target ->
                "%s: no row is of the time of the run; was the monitor at work, and are both clocks right?"
                    .formatted(target.name()))
        .toList();
  }

  private static boolean hasRows(TargetMonitor target, LongSummaryStatistics time) {
    return target.rows().stream()
        .mapToLong(Row::epochSecond)
        .anyMatch(second -> second >= time.getMin() && second <= time.getMax());
  }

  private static LongSummaryStatistics seconds(List<Row<MonitorColumn>> rows) {
    return rows.stream().mapToLong(Row::epochSecond).summaryStatistics();
  }
}
