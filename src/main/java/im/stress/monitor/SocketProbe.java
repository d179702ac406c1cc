package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * Counts sockets. A scan costs about 3 us of CPU for each socket of the machine, so with tens of
 * thousands it runs only every few seconds and the cells between stay empty.
 */
final class SocketProbe implements Probe {
  private final SocketTable table;
  private final int port;
  private final PortRange ephemeral;
  private final ScanBudget budget = ScanBudget.ofMonitor();
  private Optional<SocketCounts> lastCounts = Optional.empty();

  /**
   * Counts on each {@link #measure}.
   *
   * @param port the target's; 0 = none
   */
  SocketProbe(SocketTable table, int port) throws IOException {
    this.table = table;
    this.port = port;
    this.ephemeral = PortRange.ofMachine();
  }

  /** What the last scan found, be it of this interval or an earlier one. */
  Optional<SocketCounts> lastCounts() {
    return lastCounts;
  }

  /** The process behind an owner of {@link SocketCounts#listener()}. */
  OptionalInt pidOf(long owner) throws IOException {
    return table.pidOf(owner);
  }

  @Override
  public void measure(Readings readings) throws IOException {
    if (ephemeral.size() > 0) {
      readings.set(MonitorColumn.PORTS_AVAILABLE, ephemeral.size());
    }
    Optional<SocketCounts> counts = budget.run(() -> SocketCounts.take(table, port, ephemeral));
    counts.ifPresent(counted -> fill(counted, readings));
    lastCounts = counts.or(() -> lastCounts);
  }

  private void fill(SocketCounts counts, Readings readings) {
    if (ephemeral.size() > 0) {
      readings.set(MonitorColumn.PORTS_USED, counts.portsUsed());
    }
    if (port > 0) {
      readings.set(MonitorColumn.TARGET_ESTABLISHED, counts.inState(TcpState.ESTABLISHED));
      readings.set(MonitorColumn.TARGET_TIME_WAIT, counts.inState(TcpState.TIME_WAIT));
      readings.set(MonitorColumn.TARGET_CLOSE_WAIT, counts.inState(TcpState.CLOSE_WAIT));
    }
  }
}
