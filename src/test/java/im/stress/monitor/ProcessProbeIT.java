package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import oshi.SystemInfo;

@Timeout(30)
@Tag("alone")
class ProcessProbeIT {
  private static final long BUSY_MILLIS = 400;
  private static final int CONNECTIONS = 100;
  private static final int OTHER_HANDLES = 20;

  private static final OperatingSystemMXBean OWN_PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final ProcessProbe probe =
      ProcessProbe.of(new SystemInfo().getOperatingSystem(), (int) ProcessHandle.current().pid(), 2)
          .orElseThrow();

  @Test
  void busy_thread_shows_as_its_share_of_the_processors() throws IOException {
    await().pollDelay(Duration.ofMillis(BUSY_MILLIS)).until(() -> true);
    double idlePercent = read().cpuPercent();
    long start = System.nanoTime();
    long cpuStart = OWN_PROCESS.getProcessCpuTime();

    useProcessor();

    double busyPercent = read().cpuPercent();
    double wallNanos = System.nanoTime() - start;
    double usedPercent = 100 * (OWN_PROCESS.getProcessCpuTime() - cpuStart) / wallNanos / 2;
    assertThat(busyPercent).isGreaterThan(idlePercent);
    assertThat(busyPercent).isCloseTo(usedPercent, withinPercentage(20));
  }

  @Test
  void each_socket_takes_a_file_handle() throws IOException {
    long before = read().fdUsed();
    try (LoopbackConnections connections = new LoopbackConnections(CONNECTIONS)) {
      long opened = read().fdUsed() - before;

      assertThat(connections.port()).isPositive();
      assertThat(opened).isBetween(2L * CONNECTIONS, 2L * CONNECTIONS + OTHER_HANDLES);
      assertThat(probe.fdLimit()).isGreaterThanOrEqualTo(opened);
    }
  }

  @Test
  void memory_and_threads_include_those_of_the_java_code() throws IOException {
    ProcessProbe.Usage usage = read();

    assertThat(usage.rssBytes())
        .isGreaterThan(ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
    assertThat(usage.threads())
        .isGreaterThanOrEqualTo(ManagementFactory.getThreadMXBean().getThreadCount());
  }

  @Test
  void ended_process_has_no_usage() throws IOException {
    try (ChildTarget child = ChildTarget.listeningOn(0)) {
      ProcessProbe childProbe =
          ProcessProbe.of(new SystemInfo().getOperatingSystem(), child.pid(), 2).orElseThrow();
      assertThat(childProbe.read()).isPresent();

      child.kill();

      assertThat(childProbe.read()).isEmpty();
    }
  }

  private ProcessProbe.Usage read() throws IOException {
    return probe.read().orElseThrow();
  }

  /** Returns after that much CPU time, however busy the machine is. */
  private static void useProcessor() {
    long end = cpuNanos() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
    while (cpuNanos() < end) {
      Thread.onSpinWait();
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
