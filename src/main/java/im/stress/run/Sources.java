package im.stress.run;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Local addresses that connections to one target come from in turn.
 *
 * @param free ports of the one that has the fewest: all of them get the same number of connections
 */
record Sources(List<InetAddress> addresses, int free) {

  static Sources of(List<InetAddress> addresses, InetSocketAddress target, SourcePorts ports) {
    int free = addresses.stream().mapToInt(source -> ports.free(source, target)).min().orElse(0);
    return new Sources(List.copyOf(addresses), free);
  }

  /** Connections that they can have at a time, with this share of the ports in use. */
  long connections(double percent) {
    return (long) (addresses.size() * (long) free * percent / 100);
  }

  /** So many such addresses could have all of these connections. */
  long neededFor(int connections) {
    return (connections - 1L) / Math.max(1, free) + 1;
  }
}
