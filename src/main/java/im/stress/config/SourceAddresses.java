package im.stress.config;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code im.connection.source-addresses}: where connections come from.
 *
 * @param automatic whether the runner may choose addresses where the system's own choice has too
 *     few ports; a process that carries users takes it for the system's choice
 * @param addresses local ones, to be used in turn; empty = the system's choice
 */
public record SourceAddresses(boolean automatic, List<InetAddress> addresses) {
  /** The system's choice, for as many users as it has ports for. */
  public static final SourceAddresses AUTO = new SourceAddresses(true, List.of());

  /** Copies the list so that nobody can change it afterwards. */
  public SourceAddresses {
    addresses = List.copyOf(addresses);
  }

  /** Those that can reach a target: of its family, and loopback addresses loopback alone. */
  public List<InetAddress> towards(InetAddress target) {
    boolean local = target.isLoopbackAddress() || target.isAnyLocalAddress();
    return addresses.stream()
        .filter(address -> address.getClass() == target.getClass())
        .filter(address -> local || !address.isLoopbackAddress())
        .toList();
  }

  /** As the setting has them, with commas. */
  public static String text(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(","));
  }
}
