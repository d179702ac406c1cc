package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.ServerSettings;
import im.stress.config.TargetSettings;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The embedded servers of a run: none where it has a target, one for all users, or one for each
 * shard with the users of that shard, on ports one after the other.
 */
final class EmbeddedServers {
  private final List<ServerProcess> servers;

  private EmbeddedServers(List<ServerProcess> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Starts as many as are planned; blocks until they listen. When one doesn't, none is left. */
  static EmbeddedServers start(LoadedSettings run, ShardPlan plan, ServerStarter starter)
      throws IOException, CommandException, InterruptedException {
    List<ServerProcess> started = new ArrayList<>();
    boolean complete = false;
    try {
      for (int index = 0; index < plan.servers(); index++) {
        started.add(starter.start(run.with(ports(run, index)), plan));
      }
      complete = true;
      return new EmbeddedServers(started);
    } finally {
      if (!complete) {
        new EmbeddedServers(started).stop();
      }
    }
  }

  /** The ports of the settings belong to the first; 0 is any free one, for all of them. */
  private static Map<String, String> ports(LoadedSettings run, int index) {
    Map<String, String> ports = new HashMap<>();
    ServerSettings first = run.settings().server();
    put(ports, "im.server.port", first.port(), index);
    put(ports, "im.server.tcp-port", first.tcp().port().orElse(0), index);
    put(ports, "im.server.http-port", first.http().port().orElse(0), index);
    return ports;
  }

  private static void put(Map<String, String> ports, String key, int first, int index) {
    if (index > 0 && first > 0) {
      ports.put(key, Integer.toString(first + index));
    }
  }

  /** The settings of the whole run, aimed at these servers. */
  LoadedSettings aimed(LoadedSettings run) {
    return servers.isEmpty() ? run : run.with(Map.of("im.target.url", urls()));
  }

  private String urls() {
    return servers.stream().map(server -> server.url().toString()).collect(Collectors.joining(","));
  }

  /** The settings of one shard: aimed at its own server where it has one. */
  LoadedSettings aimed(LoadedSettings run, int shard) {
    if (servers.size() < 2) {
      return run;
    }
    URI url = servers.get(shard).url();
    String addresses =
        run.settings().target().addressesOf(url).stream()
            .map(address -> TargetSettings.entry(url, address))
            .collect(Collectors.joining(","));
    return run.with(Map.of("im.target.url", url.toString(), "im.target.addresses", addresses));
  }

  /** Completes with one line when one of them has ended, which nobody asked it to. */
  CompletableFuture<String> gone() {
    CompletableFuture<String> first = new CompletableFuture<>();
    servers.forEach(server -> server.gone().thenAccept(first::complete));
    return first;
  }

  /** Stops them all and waits for their end, up to 5 s for each. */
  void stop() throws InterruptedException {
    for (ServerProcess server : servers) {
      server.stop();
    }
  }
}
