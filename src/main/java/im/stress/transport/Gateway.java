package im.stress.transport;

import im.stress.config.Secrets;
import im.stress.config.TargetSettings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One address of one gateway.
 *
 * @param uri as configured; its host goes into the handshake and the TLS server name
 * @param address where to connect to
 */
public record Gateway(URI uri, InetSocketAddress address) {

  /** Looks names up. */
  public interface Names {
    /** All addresses of a name, of which there is at least one. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * All addresses of all gateways, used in turn: a name with several becomes several gateways. Asks
   * DNS, and blocks on it, for those alone whose addresses are not in the settings.
   *
   * @throws UnknownHostException with the name that doesn't resolve
   */
  public static List<Gateway> resolve(TargetSettings target) throws UnknownHostException {
    return resolve(target, InetAddress::getAllByName);
  }

  /** The same with other names than those of DNS. */
  public static List<Gateway> resolve(TargetSettings target, Names names)
      throws UnknownHostException {
    List<Gateway> gateways = new ArrayList<>();
    for (URI uri : target.urls()) {
      List<String> given = target.addressesOf(uri);
      for (String host : given.isEmpty() ? List.of(bare(uri.getHost())) : given) {
        Arrays.stream(addresses(names, host))
            .distinct()
            .map(address -> new Gateway(uri, new InetSocketAddress(address, uri.getPort())))
            .forEach(gateways::add);
      }
    }
    return gateways;
  }

  /** The JDK's own message has more words than the name. */
  private static InetAddress[] addresses(Names names, String host) throws UnknownHostException {
    try {
      return isAddress(host)
          ? new InetAddress[] {InetAddress.getByName(host)}
          : names.addresses(host);
    } catch (UnknownHostException e) {
      throw new UnknownHostException(host);
    }
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  /** Whether the connection is encrypted. */
  public boolean secure() {
    return TargetSettings.isSecure(uri);
  }

  /** Whether it speaks WebSocket rather than plain TCP. */
  public boolean isWebSocket() {
    return uri.getScheme().startsWith("ws");
  }

  /** Whether requests of HTTP go there. */
  public boolean isHttp() {
    return uri.getScheme().startsWith("http");
  }

  /** Whether its host is a name, which may have other addresses at another time. */
  public boolean isNamed() {
    return !isAddress(host());
  }

  /** The host of the URL as TLS knows it: an IPv6 address without brackets, a name without dot. */
  String host() {
    String host = bare(uri.getHost());
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** The address with its port, such as {@code [::1]:10001}. */
  public String addressText() {
    return NetUtil.toSocketAddressString(address);
  }

  /** The URL without its secrets. */
  public String shownUrl() {
    return Secrets.masked(uri);
  }

  /** For people: the URL without its secrets, and the address where a name doesn't tell it. */
  @Override
  public String toString() {
    return shownUrl() + (isNamed() ? " at " + addressText() : "");
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
