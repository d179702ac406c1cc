package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Heap and GC pauses of this JVM. */
final class JvmProbe implements Probe {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final GcPauseListener gc = new GcPauseListener();

  @Override
  public void measure(Readings readings) {
    readings.set(MonitorColumn.HEAP_BYTES, memory.getHeapMemoryUsage().getUsed());
    GcPauseListener.Pauses pauses = gc.takePauses();
    readings.set(MonitorColumn.GC_COUNT, pauses.count());
    readings.set(MonitorColumn.GC_PAUSE_MILLIS, pauses.longestMillis());
    readings.set(MonitorColumn.HEAP_AFTER_GC_BYTES, pauses.leastBytesAfter());
  }

  @Override
  public void close() {
    gc.close();
  }
}
