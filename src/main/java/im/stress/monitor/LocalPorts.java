package im.stress.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * The local ports that are free for new connections, as they were when this was made. A port may be
 * used once for each pair of a local address and a target, but not at all where something listens
 * on it (Linux, {@code __inet_hash_connect}). Immutable.
 */
public final class LocalPorts {
  /** What {@link #free} tells of a system that doesn't tell its range of ports. */
  public static final int UNKNOWN = Integer.MAX_VALUE;

  private final PortRange range;
  private final BitSet taken;
  private final Map<Route, BitSet> byRoute = new HashMap<>();

  private LocalPorts(PortRange range, BitSet reserved) {
    this.range = range;
    this.taken = (BitSet) reserved.clone();
  }

  /** Those of this machine now; takes 3 us for each of its sockets. Linux only. */
  public static LocalPorts ofMachine() throws IOException {
    return of(PortRange.ofMachine(), ReservedPorts.ofMachine(), new LinuxSocketTable());
  }

  /** The same from other sources. */
  static LocalPorts of(PortRange range, BitSet reserved, SocketTable sockets) throws IOException {
    LocalPorts ports = new LocalPorts(range, reserved);
    sockets.forEach(ports::count);
    return ports;
  }

  private void count(TcpSocket socket) {
    BitSet used =
        socket.state() == TcpState.LISTEN
            ? taken
            : byRoute.computeIfAbsent(Route.of(socket), route -> new BitSet());
    used.set(socket.localPort());
  }

  /**
   * Ports that are free from a local address to a target; those of closed connections that still
   * rest (time-wait) are not. {@link #UNKNOWN} where the system doesn't tell.
   */
  public int free(InetAddress source, InetSocketAddress target) {
    if (range.size() == 0) {
      return UNKNOWN;
    }
    BitSet used = (BitSet) taken.clone();
    used.or(byRoute.getOrDefault(Route.of(source, target), new BitSet()));
    return range.size() - used.get(range.first(), range.last() + 1).cardinality();
  }

  private record Route(IpAddress local, IpAddress remote, int remotePort) {
    static Route of(TcpSocket socket) {
      return new Route(socket.localAddress(), socket.remoteAddress(), socket.remotePort());
    }

    static Route of(InetAddress source, InetSocketAddress target) {
      return new Route(
          IpAddress.asInProc(source.getAddress()),
          IpAddress.asInProc(target.getAddress().getAddress()),
          target.getPort());
    }
  }
}
