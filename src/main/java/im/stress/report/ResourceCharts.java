package im.stress.report;

import java.util.Arrays;
import java.util.List;

/** The charts of what the load generator and, where measured, the target used. */
final class ResourceCharts {

  private static final double MIB = 1 << 20;

  private final CsvTable monitor;
  private final TimeBuckets time;
  private final RunData run;

  private ResourceCharts(RunData run, TimeBuckets time) {
    this.run = run;
    this.monitor = run.monitor();
    this.time = time;
  }

  static List<Chart> of(RunData run, TimeBuckets time) {
    ResourceCharts charts = new ResourceCharts(run, time);
    return List.of(
        charts.chart(
            "client-cpu",
            "Load generator: CPU",
            run.monitor().values("cgroupCpuPercent").findAny().isPresent()
                ? "Share of the whole machine; of the container, share of its limit, and of the"
                    + " periods in which the limit stopped it."
                : "Share of the whole machine.",
            "%",
            charts.column("Its own", "cpuPercent", 1),
            charts.column("Machine", "machineCpuPercent", 1),
            charts.column("Taken by the hypervisor", "stealPercent", 1),
            charts.column("Container", "cgroupCpuPercent", 1),
            charts.column("Container stopped", "cgroupThrottledPercent", 1)),
        charts.chart(
            "client-pauses",
            "Load generator: pauses",
            "The largest of each step.",
            "ms",
            charts.lag(),
            charts.column("GC pause", "gcPauseMillis", 1)),
        charts.chart(
            "client-memory",
            "Load generator: memory",
            "",
            "MiB",
            charts.column("Resident", "rssBytes", MIB),
            charts.column("Heap", "heapBytes", MIB)),
        charts.chart(
            "target-cpu",
            "Target: CPU",
            "Share of the whole machine.",
            "%",
            charts.column("Target", "targetCpuPercent", 1)),
        charts.chart(
            "target-memory",
            "Target: memory",
            "",
            "MiB",
            charts.column("Resident", "targetRssBytes", MIB)),
        charts.chart(
            "target-sockets",
            "Target: sockets and file handles",
            "",
            "",
            charts.column("Established", "targetEstablished", 1),
            charts.column("Close wait", "targetCloseWait", 1),
            charts.column("Time wait", "targetTimeWait", 1),
            charts.column("File handles", "targetFdUsed", 1)),
        charts.chart(
            "target-pauses",
            "Target: GC pauses",
            "The largest of each step.",
            "ms",
            charts.column("GC pause", "targetGcPauseMillis", 1)));
  }

  private Chart.Series lag() {
    return new Chart.Series(
        "Event-loop lag",
        time.largest(run.timeline(), TimelineRow::epochSecond, row -> row.lagMicros() / 1000.0));
  }

  private Chart.Series column(String name, String column, double divisor) {
    return new Chart.Series(
        name,
        time.largest(monitor.rows(), row -> row[0], row -> monitor.cell(row, column) / divisor));
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
