package im.stress.monitor;

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
  private Optional<SocketCensus> lastCensus = Optional.empty();

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
  Optional<SocketCensus> lastCensus() {
    return lastCensus;
  }

  /** The process behind an owner of {@link SocketCensus#listener()}. */
  OptionalInt pidOf(long owner) throws IOException {
    return table.pidOf(owner);
  }

  @Override
  public void measure(Readings readings) throws IOException {
    if (ephemeral.size() > 0) {
      readings.set(MonitorColumn.PORTS_AVAILABLE, ephemeral.size());
    }
    Optional<SocketCensus> census = budget.run(() -> SocketCensus.take(table, port, ephemeral));
    census.ifPresent(counted -> fill(counted, readings));
    lastCensus = census.or(() -> lastCensus);
  }

  private void fill(SocketCensus census, Readings readings) {
    if (ephemeral.size() > 0) {
      readings.set(MonitorColumn.PORTS_USED, census.portsUsed());
    }
    if (port > 0) {
      readings.set(MonitorColumn.TARGET_ESTABLISHED, census.inState(TcpState.ESTABLISHED));
      readings.set(MonitorColumn.TARGET_TIME_WAIT, census.inState(TcpState.TIME_WAIT));
      readings.set(MonitorColumn.TARGET_CLOSE_WAIT, census.inState(TcpState.CLOSE_WAIT));
    }
  }
}
