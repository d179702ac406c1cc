package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Use of the CPU limit of this process's container; nothing where there is none. Costs about 0.1
 * ms.
 */
final class CgroupProbe implements Probe {
  private final LongSupplier nanoTime;
  private final Optional<CgroupCpu> cpu;
  private long readNanos;
  private OptionalLong usedNanos = OptionalLong.empty();
  private OptionalLong periods = OptionalLong.empty();
  private OptionalLong throttled = OptionalLong.empty();

  /**
   * Finds the limit and begins to count.
   *
   * @param root the root of the file system
   * @param nanoTime a clock that never steps, nanoseconds
   */
  CgroupProbe(Path root, LongSupplier nanoTime) throws IOException {
    this.nanoTime = nanoTime;
    this.cpu = CgroupCpu.of(root);
    measure(new Readings());
  }

  @Override
  public void measure(Readings readings) throws IOException {
    if (cpu.isPresent()) {
      measureUse(cpu.get(), readings);
      measureThrottling(cpu.get(), readings);
    }
  }

  private void measureUse(CgroupCpu group, Readings readings) throws IOException {
    long now = nanoTime.getAsLong();
    OptionalLong used = group.usedNanos();
    if (used.isPresent() && usedNanos.isPresent() && now > readNanos) {
      double cpus = (double) (used.getAsLong() - usedNanos.getAsLong()) / (now - readNanos);
      // Time left over from before, or two clocks read one after the other, give a little more.
      readings.set(MonitorColumn.CGROUP_CPU_PERCENT, Math.min(100, 100 * cpus / group.limitCpus()));
    }
    readNanos = now;
    usedNanos = used;
  }

  /**
   * The share of periods, not of time: {@code throttled_usec} is summed up over all CPUs on which
   * the group wanted to run, so that it is no share of anything.
   */
  private void measureThrottling(CgroupCpu group, Readings readings) throws IOException {
    OptionalLong allPeriods = group.periods();
    OptionalLong stopped = group.throttledPeriods();
    if (periods.isPresent() && throttled.isPresent()) {
      long passed = allPeriods.orElse(0) - periods.getAsLong();
      long stops = stopped.orElse(0) - throttled.getAsLong();
      readings.set(
          MonitorColumn.CGROUP_THROTTLED_PERCENT, passed == 0 ? 0 : 100.0 * stops / passed);
    }
    periods = allPeriods;
    throttled = stopped;
  }
}
