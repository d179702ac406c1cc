package im.stress.monitor;

import java.util.OptionalInt;
import java.util.function.Consumer;
import oshi.software.os.InternetProtocolStats;
import oshi.software.os.InternetProtocolStats.IPConnection;

/** The sockets as OSHI lists them. The owner is the pid. */
final class OshiSocketTable implements SocketTable {
  private final InternetProtocolStats network;

  OshiSocketTable(InternetProtocolStats network) {
    this.network = network;
  }

  @Override
  public void forEach(Consumer<TcpSocket> visitor) {
    network.getConnections().stream()
        .filter(connection -> connection.getType().startsWith("tcp"))
        .map(OshiSocketTable::socket)
        .forEach(visitor);
  }

  @Override
  public OptionalInt pidOf(long owner) {
    return owner > 0 ? OptionalInt.of(Math.toIntExact(owner)) : OptionalInt.empty();
  }

  private static TcpSocket socket(IPConnection connection) {
    return new TcpSocket(
        IpAddress.ofBytes(connection.getLocalAddress()),
        connection.getLocalPort(),
        IpAddress.ofBytes(connection.getForeignAddress()),
        connection.getForeignPort(),
        connection.getState(),
        connection.getowningProcessId());
  }
}
