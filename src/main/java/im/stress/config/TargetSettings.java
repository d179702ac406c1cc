package im.stress.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code im.target}: where the load goes.
 *
 * @param urls gateways, used in turn by the users; {@code ws://}, {@code wss://}, {@code tcp://},
 *     {@code tls://}, {@code http://} or {@code https://}, each with host, port and path filled in;
 *     empty = start the embedded server and aim at that
 * @param scheme how to reach the embedded server: {@code ws} or {@code tcp}
 * @param addresses IP addresses to connect to, by {@code HOST:PORT}; a URL whose own is not there
 *     is looked up
 */
public record TargetSettings(List<URI> urls, String scheme, Map<String, List<String>> addresses) {

  private static final Set<String> SECURE = Set.of("wss", "tls", "https");

  /** Copies the collections so that nobody can change them afterwards. */
  public TargetSettings {
    urls = List.copyOf(urls);
    addresses = Map.copyOf(addresses);
  }

  /** These gateways, to be looked up. */
  public TargetSettings(List<URI> urls) {
    this(urls, "ws", Map.of());
  }

  /** Whether no target was named, so that the embedded server is to be started. */
  public boolean embedded() {
    return urls.isEmpty();
  }

  /** Whether TLS is spoken to any of them. */
  public boolean isSecure() {
    return urls.stream().anyMatch(TargetSettings::isSecure);
  }

  /** Whether TLS is spoken to a gateway with this URL. */
  public static boolean isSecure(URI url) {
    return SECURE.contains(url.getScheme());
  }

  /** The IP addresses to connect to for this URL; empty = look its host up. */
  public List<String> addressesOf(URI url) {
    return addresses.getOrDefault(TargetAddresses.place(url), List.of());
  }

  /** An IP address of this URL as the setting {@code im.target.addresses} has it. */
  public static String entry(URI url, String address) {
    return TargetAddresses.place(url) + "=" + address;
  }

  /** Without the secrets that URLs may hold, so that no log shows them by accident. */
  @Override
  public String toString() {
    return "TargetSettings" + urls.stream().map(Secrets::masked).toList() + addresses;
  }
}
