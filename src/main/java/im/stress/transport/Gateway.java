package im.stress.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * One address of one gateway.
 *
 * @param uri as configured; its host goes into the handshake and the TLS server name
 * @param address where to connect to
 */
public record Gateway(URI uri, InetSocketAddress address) {

  /**
   * Looks all gateways up, once: a name with several addresses becomes several gateways, used in
   * turn. Blocks on DNS.
   *
   * @throws UnknownHostException with the name that doesn't resolve
   */
  public static List<Gateway> resolve(List<URI> uris) throws UnknownHostException {
    List<Gateway> gateways = new ArrayList<>();
    for (URI uri : uris) {
      for (InetAddress address : addresses(bare(uri.getHost()))) {
        gateways.add(new Gateway(uri, new InetSocketAddress(address, uri.getPort())));
      }
    }
    return gateways;
  }

  /** The JDK's own message has more words than the name. */
  private static InetAddress[] addresses(String host) throws UnknownHostException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new UnknownHostException(host);
    }
  }

  /** Whether the connection is encrypted. */
  public boolean secure() {
    return uri.getScheme().equals("wss");
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
