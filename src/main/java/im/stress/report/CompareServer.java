package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.report.CompareSummary.Better;
import im.stress.report.CompareSummary.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a target used, where the monitor saw it, in all and for each request. No state. */
final class CompareServer {
  private static final double MICROS_OF_A_SECOND = 1e6;

  private CompareServer() {}

  /**
   * The figures in the order of the table.
   *
   * @param request by which they are divided; empty where none was measured
   */
  static List<CompareFigure> figures(Optional<CompareRequest> request) {
    List<CompareFigure> all = new ArrayList<>();
    all.add(
        CompareFigure.meanOfRuns(
            "Server CPU",
            CompareUnit.PERCENT,
            Better.LOWER,
            "mean of the run, a share of the whole machine (monitor.csv)",
            CompareServer::cpuPercent));
    request.ifPresent(by -> all.add(cpuForEach(by)));
    all.add(
        CompareFigure.meanOfRuns(
            "Server memory",
            CompareUnit.BYTES,
            Better.LOWER,
            "most of the run (monitor.csv)",
            run -> memory(run).stream().max(Double::compare).orElse(null)));
    request.ifPresent(by -> all.add(memoryForEach(by)));
    return all;
  }

  private static CompareFigure cpuForEach(CompareRequest request) {
    return CompareFigure.meanOfRuns(
            "Server CPU for each request",
            CompareUnit.MICROSECONDS,
            Better.LOWER,
            "CPU time of the server in the run, by the requests answered",
            run -> cpuMicros(run, request))
        .as(Role.COST);
  }

  private static CompareFigure memoryForEach(CompareRequest request) {
    return CompareFigure.meanOfRuns(
        "Server memory for each request",
        CompareUnit.BYTES,
        Better.LOWER,
        "growth from the first to the last second, by the requests answered",
        run -> growth(run, request));
  }

  private static Double cpuPercent(FinishedRun run) {
    OptionalDouble mean = run.ofTarget().values(MonitorColumn.TARGET_CPU_PERCENT).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** Of a target on another machine nobody knows how many CPUs are 100 %. */
  private static Double cpuMicros(FinishedRun run, CompareRequest request) {
    Double percent = cpuPercent(run);
    Double total = request.total(run);
    boolean elsewhere = !run.settings().getOrDefault("im.run.monitors", "").isEmpty();
    if (percent == null || total == null || elsewhere || run.processors() == 0) {
      return null;
    }
    double seconds = run.ofTarget().values(MonitorColumn.TARGET_CPU_PERCENT).count();
    return percent / 100 * run.processors() * seconds * MICROS_OF_A_SECOND / total;
  }

  private static List<Double> memory(FinishedRun run) {
    return run.ofTarget().values(MonitorColumn.TARGET_RSS_BYTES).boxed().toList();
  }

  private static Double growth(FinishedRun run, CompareRequest request) {
    List<Double> memory = memory(run);
    Double total = request.total(run);
    return memory.size() < 2 || total == null
        ? null
        : Double.valueOf((memory.get(memory.size() - 1) - memory.get(0)) / total);
  }
}
