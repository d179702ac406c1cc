package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import java.util.Arrays;
import java.util.List;

/** The charts of what the load generator and, where measured, the target used. */
final class ResourceCharts {

  private static final double MIB = 1 << 20;

  private final TimeBuckets time;
  private final RunData run;

  private ResourceCharts(RunData run, TimeBuckets time) {
    this.run = run;
    this.time = time;
  }

  static List<Chart> of(RunData run, TimeBuckets time) {
    ResourceCharts charts = new ResourceCharts(run, time);
    return List.of(
        charts.chart(
            "client-cpu",
            "Load generator: CPU",
            charts.ofMachines(
                run.monitor().values(MonitorColumn.CGROUP_CPU_PERCENT).findAny().isPresent()
                    ? "Share of the whole machine; of the container, share of its limit, and of the"
                        + " periods in which the limit stopped it."
                    : "Share of the whole machine."),
            "%",
            charts.column("Its own", MonitorColumn.CPU_PERCENT, 1),
            charts.column("Machine", MonitorColumn.MACHINE_CPU_PERCENT, 1),
            charts.column("Taken by the hypervisor", MonitorColumn.STEAL_PERCENT, 1),
            charts.column("Container", MonitorColumn.CGROUP_CPU_PERCENT, 1),
            charts.column("Container stopped", MonitorColumn.CGROUP_THROTTLED_PERCENT, 1)),
        charts.chart(
            "client-pauses",
            "Load generator: pauses",
            "The largest of each step.",
            "ms",
            charts.lag(),
            charts.column("GC pause", MonitorColumn.GC_PAUSE_MILLIS, 1)),
        charts.chart(
            "client-memory",
            "Load generator: memory",
            charts.ofMachines("All processes of a machine."),
            "MiB",
            charts.column("Resident", MonitorColumn.RSS_BYTES, MIB),
            charts.column("Heap", MonitorColumn.HEAP_BYTES, MIB)),
        charts.chart(
            "target-cpu",
            "Target: CPU",
            charts.ofTargets("Share of the whole machine."),
            "%",
            charts.column("Target", MonitorColumn.TARGET_CPU_PERCENT, 1)),
        charts.chart(
            "target-memory",
            "Target: memory",
            charts.ofTargets(""),
            "MiB",
            charts.column("Resident", MonitorColumn.TARGET_RSS_BYTES, MIB)),
        charts.chart(
            "target-sockets",
            "Target: sockets and file handles",
            charts.ofTargets(""),
            "",
            charts.column("Established", MonitorColumn.TARGET_ESTABLISHED, 1),
            charts.column("Close wait", MonitorColumn.TARGET_CLOSE_WAIT, 1),
            charts.column("Time wait", MonitorColumn.TARGET_TIME_WAIT, 1),
            charts.column("File handles", MonitorColumn.TARGET_FD_USED, 1)),
        charts.chart(
            "target-pauses",
            "Target: GC pauses",
            charts.ofTargets("The largest of each step."),
            "ms",
            charts.column("GC pause", MonitorColumn.TARGET_GC_PAUSE_MILLIS, 1)));
  }

  /**
   * Sums would mix machines, and whoever looks for the limit wants the one that is nearest to it.
   */
  private String ofTargets(String note) {
    return largest(note, run.targets().size(), "monitors");
  }

  private String ofMachines(String note) {
    return largest(note, run.machines(), "machines");
  }

  private static String largest(String note, long count, String of) {
    return count < 2 ? note : "%s Of %d %s, the largest.".formatted(note, count, of).strip();
  }

  private Chart.Series lag() {
    return new Chart.Series(
        "Event-loop lag",
        time.largest(
            run.timeline().rows(), Row::epochSecond, row -> row.get(TimelineColumn.LAG) / 1000.0));
  }

  private Chart.Series column(String name, MonitorColumn column, double divisor) {
    return new Chart.Series(
        name,
        time.largest(run.monitor().rows(), Row::epochSecond, row -> row.get(column) / divisor));
  }

  private Chart chart(String id, String title, String note, String unit, Chart.Series... series) {
    return new Chart(
        id,
        title,
        note,
        Chart.Type.SAMPLES,
        Chart.XAxis.TIME,
        false,
        unit,
        time.x(),
        Arrays.asList(series));
  }
}
