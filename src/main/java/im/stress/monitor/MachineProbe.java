package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.util.Arrays;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.software.os.InternetProtocolStats;
import oshi.util.PlatformEnum;

/** CPU, steal and retransmitted segments of the whole machine. Costs about 0.1 ms. */
final class MachineProbe implements Probe {
  private final CentralProcessor processor;
  private final InternetProtocolStats network;
  private final boolean linux;
  private long[] ticks;
  private long retransmits;

  MachineProbe(CentralProcessor processor, InternetProtocolStats network, PlatformEnum platform) {
    this.processor = processor;
    this.network = network;
    this.linux = platform == PlatformEnum.LINUX;
    this.ticks = processor.getSystemCpuLoadTicks();
    this.retransmits = retransmittedSegments();
  }

  @Override
  public void measure(Readings readings) {
    measureCpu(readings);
    long total = retransmittedSegments();
    readings.set(MonitorColumn.TCP_RETRANSMITS, total - retransmits);
    retransmits = total;
  }

  private void measureCpu(Readings readings) {
    long[] now = processor.getSystemCpuLoadTicks();
    long[] spent = new long[now.length];
    Arrays.setAll(spent, i -> now[i] - ticks[i]);
    ticks = now;
    double all = Arrays.stream(spent).sum();
    double unused = spent[TickType.IDLE.getIndex()] + spent[TickType.IOWAIT.getIndex()];
    readings.set(MonitorColumn.MACHINE_CPU_PERCENT, 100 * (all - unused) / all);
    if (linux) {
      readings.set(MonitorColumn.STEAL_PERCENT, 100 * spent[TickType.STEAL.getIndex()] / all);
    }
  }

  /** Linux counts IPv4 and IPv6 together, and OSHI gives that sum as the one of IPv4. */
  private long retransmittedSegments() {
    long segments = network.getTCPv4Stats().getSegmentsRetransmitted();
    return linux ? segments : segments + network.getTCPv6Stats().getSegmentsRetransmitted();
  }
}
