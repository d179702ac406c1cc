package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.util.Optional;
import oshi.software.os.OperatingSystem;

/** This process as the operating system sees it. */
final class SelfProbe implements Probe {
  private final Optional<ProcessProbe> self;

  /** Takes the CPUs that this JVM may use (those of its container) as 100 %. */
  SelfProbe(OperatingSystem system) {
    int processors = Runtime.getRuntime().availableProcessors();
    self = ProcessProbe.of(system, system.getProcessId(), processors);
  }

  @Override
  public void measure(Readings readings) throws IOException {
    if (self.isPresent()) {
      readings.set(MonitorColumn.FD_LIMIT, self.get().fdLimit());
      self.get().read().ifPresent(usage -> fill(usage, readings));
    }
  }

  private static void fill(ProcessProbe.Usage usage, Readings readings) {
    readings.set(MonitorColumn.CPU_PERCENT, usage.cpuPercent());
    readings.set(MonitorColumn.RSS_BYTES, usage.rssBytes());
    readings.set(MonitorColumn.THREADS, usage.threads());
    readings.set(MonitorColumn.FD_USED, usage.fdUsed());
  }
}
