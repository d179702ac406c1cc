package im.stress.monitor;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import oshi.software.os.InternetProtocolStats.TcpState;

/** Counts the sockets of one scan: those of a local port by state, and ephemeral ports in use. */
final class SocketCounts {
  private final int port;
  private final PortRange ephemeral;
  private final Map<TcpState, Integer> states = new EnumMap<>(TcpState.class);
  private final Set<Integer> listenedPorts = new HashSet<>();
  private final Map<Route, Integer> portsByRoute = new HashMap<>();
  private long listener = Long.MAX_VALUE;

  private SocketCounts(int port, PortRange ephemeral) {
    this.port = port;
    this.ephemeral = ephemeral;
  }

  /**
   * Scans the table once.
   *
   * @param port the local port whose sockets are counted by state
   * @param ephemeral the ports that count as ephemeral
   */
  static SocketCounts take(SocketTable table, int port, PortRange ephemeral) throws IOException {
    SocketCounts counts = new SocketCounts(port, ephemeral);
    table.forEach(counts::count);
    return counts;
  }

  /** Sockets of the port in that state. */
  int inState(TcpState state) {
    return states.getOrDefault(state, 0);
  }

  /**
   * Ephemeral ports from one local address to its most used remote address and port, closed ones
   * that still rest (time-wait) included: what runs out first.
   */
  int portsUsed() {
    return portsByRoute.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** {@link TcpSocket#owner()} of who listens on the port; the lowest when there are several. */
  OptionalLong listener() {
    return listener == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(listener);
  }

  private void count(TcpSocket socket) {
    if (socket.localPort() == port) {
      states.merge(socket.state(), 1, Integer::sum);
    }
    if (socket.state() == TcpState.LISTEN) {
      countListener(socket);
    } else if (isOutgoing(socket)) {
      Route route = new Route(socket.localAddress(), socket.remoteAddress(), socket.remotePort());
      portsByRoute.merge(route, 1, Integer::sum);
    }
  }

  private void countListener(TcpSocket socket) {
    listenedPorts.add(socket.localPort());
    if (socket.localPort() == port) {
      listener = Math.min(listener, socket.owner());
    }
  }

  private boolean isOutgoing(TcpSocket socket) {
    return ephemeral.contains(socket.localPort()) && !listenedPorts.contains(socket.localPort());
  }

  /** Each of these has the whole range of ephemeral ports to itself. */
  private record Route(IpAddress local, IpAddress remote, int remotePort) {}
}
