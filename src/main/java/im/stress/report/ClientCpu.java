package im.stress.report;

import im.stress.config.ClientBounds;
import im.stress.model.MonitorColumn;
import im.stress.record.RunData;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Whether CPU was short on a machine under full load. The load generator may be allowed less than
 * the machine has: in a container with a limit, or on some of the processors only. What is used up
 * most counts.
 */
final class ClientCpu {

  /** From here on, the stops of a CPU limit are among what a 99th percentile shows. */
  private static final double LEAST_THROTTLED_PERCENT = 1;

  private static final String RAISE_LIMIT =
      "raise the limit (docker run --cpus, resources.limits.cpu of Kubernetes), "
          + ClientAdvice.MORE_MACHINES;

  private static final String OF_CONTAINER =
      "CPU of the container was %.0f %% of its limit (bound %.0f %%): " + RAISE_LIMIT;

  private static final String OF_MACHINE =
      "CPU of the machine was %.0f %% (bound %.0f %%): "
          + ClientAdvice.MORE_MACHINES
          + ", or stop other programs there";

  private static final String OF_PROCESSES =
      "CPU of the load generator was %.0f %% of the processors that it may use (bound %.0f %%): let"
          + " it use more (taskset, docker run --cpuset-cpus), "
          + ClientAdvice.MORE_MACHINES;

  private static final String STEAL =
      "the hypervisor took of the CPU %.0f %% (bound %.0f %%): use a machine that is not shared";

  private static final String THROTTLED =
      "the CPU limit of the container stopped the load generator in %.0f %% of the periods"
          + " (bound %.0f %%): "
          + RAISE_LIMIT;

  private static final String SLIGHTLY_THROTTLED =
      "the CPU limit of the container stopped the load generator in %.0f %% of the periods, so"
          + " about as many latencies are up to a period (mostly 100 ms) too long: "
          + RAISE_LIMIT;

  private final List<MachineMonitor> machines;
  private final ClientBounds bounds;

  private ClientCpu(RunData run, ClientBounds bounds) {
    this.machines = MachineMonitor.all(run.shards());
    this.bounds = bounds;
  }

  /** What was past its bound, one line each. */
  static List<String> breaches(RunData run, ClientBounds bounds) {
    ClientCpu cpu = new ClientCpu(run, bounds);
    return Stream.of(
            cpu.scarcest(),
            cpu.worst(machine -> machine.median(MonitorColumn.STEAL_PERCENT), STEAL)
                .filter(steal -> steal.percent() > bounds.maxStealPercent())
                .map(steal -> steal.line(bounds.maxStealPercent())),
            cpu.worst(ClientCpu::throttled, THROTTLED)
                .filter(throttled -> throttled.percent() > bounds.maxThrottledPercent())
                .map(throttled -> throttled.line(bounds.maxThrottledPercent())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What should be known of a CPU limit that is within its bound, one line each. */
  static List<String> warnings(RunData run, ClientBounds bounds) {
    return new ClientCpu(run, bounds)
            .worst(ClientCpu::throttled, SLIGHTLY_THROTTLED)
            .filter(throttled -> throttled.percent() > LEAST_THROTTLED_PERCENT)
            .filter(throttled -> throttled.percent() <= bounds.maxThrottledPercent())
            .map(throttled -> throttled.line(bounds.maxThrottledPercent()))
            .stream()
            .toList();
  }

  private static double throttled(MachineMonitor machine) {
    return machine.mean(MonitorColumn.CGROUP_THROTTLED_PERCENT);
  }

  private Optional<String> scarcest() {
    return Stream.of(
            worst(machine -> machine.median(MonitorColumn.CGROUP_CPU_PERCENT), OF_CONTAINER),
            worst(machine -> machine.median(MonitorColumn.MACHINE_CPU_PERCENT), OF_MACHINE),
            worst(machine -> machine.median(MonitorColumn.CPU_PERCENT), OF_PROCESSES))
        .flatMap(Optional::stream)
        // Of equal ones the first: its advice is the closest.
        .max(Comparator.comparingDouble(Figure::percent))
        .filter(figure -> figure.percent() > bounds.maxCpuPercent())
        .map(figure -> figure.line(bounds.maxCpuPercent()));
  }

  private Optional<Figure> worst(ToDoubleFunction<MachineMonitor> percent, String text) {
    return Worst.machine(machines, percent).map(worst -> new Figure(worst, text));
  }

  /** A figure of the machine that is worst off, and the line that tells of it. */
  private record Figure(Worst<MachineMonitor> worst, String text) {
    double percent() {
      return worst.value();
    }

    String line(double bound) {
      return worst.prefix() + String.format(Locale.ROOT, text, percent(), bound);
    }
  }
}
