package im.stress.gatling;

import im.stress.measure.OperationLog;

/**
 * The process that a simulation runs in. A simulation is started by Gatling, in whatever process;
 * so the host is found by {@link java.util.ServiceLoader}.
 */
public interface SimulationHost {

  /**
   * This process's part of the run. Called once for each simulation, while it is constructed.
   *
   * @param log hears of every operation that Gatling's report shows
   * @throws im.stress.config.SettingsException when a setting can't be used
   */
  HostedRun open(OperationLog log);
}
