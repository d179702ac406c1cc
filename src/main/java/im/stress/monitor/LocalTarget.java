package im.stress.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;

/** Tells whether a target runs on this machine, so that it can be watched. */
public final class LocalTarget {
  private LocalTarget() {}

  /**
   * The port of the first of these URLs whose host is an address of this machine, for {@link
   * MonitorOptions#watchingPort}; 0 when none is, or a name can't be resolved. Asks DNS, so it may
   * block.
   */
  public static int port(List<URI> urls) {
    return urls.stream().filter(LocalTarget::isLocal).mapToInt(URI::getPort).findFirst().orElse(0);
  }

  private static boolean isLocal(URI url) {
    try {
      InetAddress address = InetAddress.getByName(url.getHost());
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
