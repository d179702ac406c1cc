package im.stress.run;

import im.stress.config.SourceAddresses;
import im.stress.config.StressSettings;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where connections come from, so that there is a local port for each of them. Where {@code
 * im.connection.source-addresses} is auto, addresses are added as they are needed; none of them
 * comes to {@code im.client.max-port-percent}, past which the report warns, if that can be had.
 */
final class PortPlan {
  private static final String KEY = "im.connection.source-addresses";
  private static final int ALL_PERCENT = 100;

  private final SourceAddresses setting;
  private final double percent;
  private final SourcePorts ports;

  PortPlan(StressSettings settings, SourcePorts ports) {
    this.setting = settings.connection().sourceAddresses();
    this.percent = settings.client().maxPortPercent();
    this.ports = ports;
  }

  /**
   * Finds out whether the addresses that were named are this machine's.
   *
   * @throws CommandException with the first that isn't
   */
  void checkNamed() throws CommandException {
    for (InetAddress address : setting.addresses()) {
      if (!ports.has(address)) {
        throw CommandException.usage(
            "%s: expected addresses of this machine (ip addr lists them), got \"%s\""
                .formatted(KEY, address.getHostAddress()));
      }
    }
  }

  /**
   * The addresses to connect from; empty where the system's own choice will do.
   *
   * @param connections how many each target has at a time
   * @throws CommandException when a target has too few ports
   */
  List<InetAddress> sources(Map<InetSocketAddress, Integer> connections)
      throws CommandException, IOException {
    Set<InetAddress> all = new LinkedHashSet<>(setting.addresses());
    for (Map.Entry<InetSocketAddress, Integer> each : connections.entrySet()) {
      all.addAll(added(each.getKey(), each.getValue()));
    }
    return List.copyOf(all);
  }

  private List<InetAddress> added(InetSocketAddress target, int connections)
      throws CommandException, IOException {
    Sources usual = usual(target);
    Sources best = best(usual, target, connections);
    if (connections > best.connections(ALL_PERCENT)) {
      throw CommandException.tooLarge(tooFew(best, target, connections));
    }
    return best.equals(usual) ? List.of() : best.addresses();
  }

  /**
   * Connections that a target can have before {@code im.client.max-port-percent} is passed; where
   * more than these are possible, these.
   */
  long most(InetSocketAddress target, int connections) throws CommandException, IOException {
    return Math.min(connections, best(usual(target), target, connections).connections(percent));
  }

  private Sources usual(InetSocketAddress target) throws CommandException, IOException {
    List<InetAddress> named = setting.towards(target.getAddress());
    if (named.isEmpty() && !setting.addresses().isEmpty()) {
      throw CommandException.usage(
          "%s: expected an address that can reach %s, got %s"
              .formatted(KEY, text(target), SourceAddresses.text(setting.addresses())));
    }
    return Sources.of(named.isEmpty() ? List.of(ports.chosenFor(target)) : named, target, ports);
  }

  private Sources best(Sources usual, InetSocketAddress target, int connections)
      throws IOException {
    if (!setting.automatic() || connections <= usual.connections(percent)) {
      return usual;
    }
    List<InetAddress> taken = new ArrayList<>();
    Sources sources = Sources.of(taken, target, ports);
    Iterator<InetAddress> more = ports.towards(target).iterator();
    while (more.hasNext() && connections > sources.connections(percent)) {
      taken.add(more.next());
      sources = Sources.of(taken, target, ports);
    }
    return sources;
  }

  private String tooFew(Sources sources, InetSocketAddress target, int connections) {
    int there = sources.addresses().size();
    return String.format(
        Locale.ROOT,
        "%,d users to one target (%s) need %d source addresses; there %s %d with %,d free ports%s:"
            + " %s, widen the range of ports (sysctl -w net.ipv4.ip_local_port_range=\"1024"
            + " 65535\"), name more target addresses or use more machines",
        connections,
        text(target),
        sources.neededFor(connections),
        there == 1 ? "is" : "are",
        there,
        sources.free(),
        there == 1 ? "" : " each",
        setting.automatic()
            ? "give this machine more addresses (ip addr add)"
            : "set im.connection.source-addresses=auto or name more addresses there");
  }

  private static String text(InetSocketAddress target) {
    return NetUtil.toSocketAddressString(target);
  }
}
