package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Use of the CPU limit of this process's container; nothing where there is none. Costs about 0.1
 * ms.
 */
final class CgroupProbe implements Probe {
  private final LongSupplier nanoTime;
  private final Optional<CgroupCpu> cpu;
  private Optional<CgroupCpu.Use> before = Optional.empty();
  private long beforeNanos;

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
      long nowNanos = nanoTime.getAsLong();
      Optional<CgroupCpu.Use> now = cpu.get().read();
      if (now.isPresent() && before.isPresent()) {
        setUse(readings, now.get(), nowNanos - beforeNanos);
        setThrottling(readings, now.get());
      }
      before = now;
      beforeNanos = nowNanos;
    }
  }

  private void setUse(Readings readings, CgroupCpu.Use now, long elapsedNanos) {
    if (now.cpuNanos().isPresent() && before.get().cpuNanos().isPresent()) {
      long usedNanos = now.cpuNanos().getAsLong() - before.get().cpuNanos().getAsLong();
      double percent = 100.0 * usedNanos / elapsedNanos / cpu.get().limitCpus();
      // The two clocks are read one after the other, and a group may save up some time.
      readings.set(MonitorColumn.CGROUP_CPU_PERCENT, Math.min(100, percent));
    }
  }

  /**
   * The share of periods, not of time: {@code throttled_usec} is summed up over all CPUs on which
   * the group wanted to run, so that it is no share of anything.
   */
  private void setThrottling(Readings readings, CgroupCpu.Use now) {
    long periods = now.periods() - before.get().periods();
    long throttled = now.throttledPeriods() - before.get().throttledPeriods();
    readings.set(
        MonitorColumn.CGROUP_THROTTLED_PERCENT, periods == 0 ? 0 : 100.0 * throttled / periods);
  }
}
