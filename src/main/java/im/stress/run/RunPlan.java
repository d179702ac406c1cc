package im.stress.run;

import im.stress.config.ServerSettings;
import im.stress.config.StressSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run uses this machine: over how many processes its users are split, and which addresses
 * they connect from.
 */
record RunPlan(StressSettings settings, ShardPlan shards, PortPlan ports) {

  /**
   * The plan for these settings.
   *
   * @throws CommandException when this machine has too little of something, in one line
   */
  static RunPlan of(StressSettings settings, Machine machine) throws CommandException, IOException {
    PortPlan ports = new PortPlan(settings, machine.ports().now());
    ports.checkNamed();
    ShardPlan.Limits limits =
        new ShardPlan.Limits(
            machine.handles(), portsToServer(settings, ports), machine.memoryBytes());
    return new RunPlan(settings, ShardPlan.of(settings, limits), ports);
  }

  private static long portsToServer(StressSettings settings, PortPlan ports)
      throws CommandException, IOException {
    int connections = ShardPlan.connections(settings, settings.load().users());
    InetSocketAddress server = embeddedServer(settings);
    return settings.target().embedded() && !server.isUnresolved()
        ? ports.most(server, connections)
        : connections;
  }

  private static InetSocketAddress embeddedServer(StressSettings settings) {
    ServerSettings server = settings.server();
    int port =
        switch (settings.target().scheme()) {
          case "tcp" -> server.tcp().port().orElse(server.port());
          case "http" -> server.http().port().orElse(server.port());
          default -> server.port();
        };
    return new InetSocketAddress(server.bind(), port);
  }

  /**
   * The addresses to connect from; empty where the system's own choice will do.
   *
   * @param targets those that users take in turn
   * @throws CommandException when there are too few ports for all users
   */
  List<InetAddress> sources(List<InetSocketAddress> targets) throws CommandException, IOException {
    int users =
        shards.servers() > 1
            ? shards.usersPerShard()
            : (settings.load().users() - 1) / Math.max(1, targets.size()) + 1;
    Map<InetSocketAddress, Integer> connections = new LinkedHashMap<>();
    targets.forEach(
        target -> connections.merge(target, ShardPlan.connections(settings, users), Integer::sum));
    return ports.sources(connections);
  }
}
