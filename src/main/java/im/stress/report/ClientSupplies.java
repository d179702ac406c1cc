package im.stress.report;

import im.stress.config.ClientBounds;
import im.stress.model.Cause;
import im.stress.model.DeathTally;
import im.stress.model.MonitorColumn;
import im.stress.record.RunData;
import im.stress.record.ShardData;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Whether the load generator ran out of file handles, ports or memory. A single connection that it
 * could not make is one too many; a limit that was only approached is a warning.
 */
final class ClientSupplies {

  private static final String MORE_HANDLES =
      "raise the limit (ulimit -n 100000) or split over more processes";

  private static final String MORE_PORTS =
      "widen net.ipv4.ip_local_port_range or add im.connection.source-addresses";

  private final RunData run;

  private ClientSupplies(RunData run) {
    this.run = run;
  }

  /** Connections that were lost for want of something, one line each. */
  static List<String> breaches(RunData run) {
    ClientSupplies supplies = new ClientSupplies(run);
    return Stream.of(
            supplies.deaths(
                Cause.OUT_OF_FDS,
                "of file handles" + supplies.limit(MonitorColumn.FD_LIMIT),
                MORE_HANDLES),
            supplies.deaths(
                Cause.OUT_OF_PORTS,
                "of local ports" + supplies.limit(MonitorColumn.PORTS_AVAILABLE),
                MORE_PORTS + ", and check that this machine has those addresses"),
            supplies.deaths(
                Cause.OUT_OF_MEMORY,
                "of memory",
                ClientAdvice.MORE_MEMORY + ", or use more machines"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Limits that were approached and cost nothing, one line each. */
  static List<String> warnings(RunData run, ClientBounds bounds) {
    ClientSupplies supplies = new ClientSupplies(run);
    return Stream.of(
            supplies.approached(
                Cause.OUT_OF_FDS,
                shard -> share(shard, MonitorColumn.FD_USED, MonitorColumn.FD_LIMIT),
                bounds.maxFdPercent(),
                "file handles in use were %.0f %% of the limit (more than %.0f %%); no connection"
                    + " was refused for it; for more users "
                    + MORE_HANDLES),
            supplies.approached(
                Cause.OUT_OF_PORTS,
                shard -> share(shard, MonitorColumn.PORTS_USED, MonitorColumn.PORTS_AVAILABLE),
                bounds.maxPortPercent(),
                "local ports in use were %.0f %% of those towards one target (more than %.0f %%);"
                    + " no connection was refused for it; for more users "
                    + MORE_PORTS))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> deaths(Cause cause, String want, String remedy) {
    long count = count(cause);
    String lost = Format.count(count) + (count == 1 ? " connection was" : " connections were");
    return count == 0
        ? Optional.empty()
        : Optional.of("%s lost because this machine ran out %s: %s".formatted(lost, want, remedy));
  }

  private long count(Cause cause) {
    return run.deaths().stream()
        .filter(death -> cause.matches(death.kind().cause()))
        .mapToLong(DeathTally::count)
        .sum();
  }

  /** The lowest that was seen, in brackets; empty when none was. */
  private String limit(MonitorColumn column) {
    OptionalDouble lowest =
        run.shards().stream()
            .flatMapToDouble(shard -> shard.monitor().values(column))
            .filter(Double::isFinite)
            .min();
    return lowest.isPresent()
        ? " (" + Format.count(Math.round(lowest.getAsDouble())) + " per process)"
        : "";
  }

  private Optional<String> approached(
      Cause harm, ToDoubleFunction<ShardData> percent, double bound, String text) {
    return Worst.process(run.shards(), percent)
        .filter(worst -> worst.value() > bound && count(harm) == 0)
        .map(worst -> worst.prefix() + String.format(Locale.ROOT, text, worst.value(), bound));
  }

  private static double share(ShardData shard, MonitorColumn used, MonitorColumn limit) {
    return shard.monitor().rows().stream()
        .mapToDouble(row -> 100 * row.get(used) / row.get(limit))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }
}
