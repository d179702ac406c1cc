package im.stress.run;

import im.stress.monitor.LocalAddresses;
import im.stress.monitor.LocalPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

/** Addresses of this machine and their ports; tests put their own in its place. */
public interface SourcePorts {

  /** Whether this machine has that address. */
  boolean has(InetAddress address);

  /** The address that the system takes by itself for connections to a target. */
  InetAddress chosenFor(InetSocketAddress target) throws IOException;

  /** All addresses that connections to a target may come from, in order of preference. */
  Stream<InetAddress> towards(InetSocketAddress target) throws IOException;

  /** Ports that are free from an address to a target; very many where the system tells nothing. */
  int free(InetAddress source, InetSocketAddress target);

  /** Those of this machine, with the ports that are free now. */
  static SourcePorts ofMachine() throws IOException {
    LocalPorts ports = LocalPorts.ofMachine();
    return new SourcePorts() {
      @Override
      public boolean has(InetAddress address) {
        return LocalAddresses.has(address);
      }

      @Override
      public InetAddress chosenFor(InetSocketAddress target) throws IOException {
        return LocalAddresses.chosenFor(target);
      }

      @Override
      public Stream<InetAddress> towards(InetSocketAddress target) throws IOException {
        return LocalAddresses.towards(target);
      }

      @Override
      public int free(InetAddress source, InetSocketAddress target) {
        return ports.free(source, target);
      }
    };
  }
}
