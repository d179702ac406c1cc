package im.stress.shard;

import im.stress.config.SettingsSources;
import im.stress.gatling.HostedRun;
import im.stress.gatling.SimulationHost;
import im.stress.measure.OperationLog;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives the simulation of this process its part of the run: the one that the runner assigned, or a
 * whole run where Maven or an IDE started the simulation. Found by {@code ServiceLoader}, so that
 * its state is static. Thread-safe.
 */
public final class ShardHost implements SimulationHost {
  private static volatile RunConfiguration assigned;
  private static volatile ShardRun current;

  /** For {@code ServiceLoader}. */
  public ShardHost() {}

  /** The part of a run that simulations of this process get from now on. */
  static void assign(RunConfiguration configuration) {
    assigned = configuration;
  }

  @Override
  public HostedRun open(OperationLog log) {
    RunConfiguration told = assigned;
    ShardRun run = new ShardRun(told == null ? alone() : told, log);
    current = run;
    return run;
  }

  private static RunConfiguration alone() {
    return RunConfiguration.alone(SettingsSources.ofEnvironment(System.getenv()), Instant.now());
  }

  /** The run of the simulation that was constructed last in this process. */
  static Optional<ShardRun> current() {
    return Optional.ofNullable(current);
  }
}
