package im.stress.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code im.run}: the run as a whole.
 *
 * @param id name of the run and of its folder below {@code resultsDir}; empty = made from the time
 * @param resultsDir folder that receives {@code RUN_ID/}
 * @param simulation class name of the Gatling simulation to run
 * @param seed start of every random choice, so that a run can be repeated
 * @param grace how long, after the last send, to wait for what is still on its way
 * @param openBrowser whether to open the report when there is a desktop
 * @param shards processes to split this machine's users over; 0 = as many as file handles demand
 * @param monitors folders with what was measured on the target's machines
 * @param warmUp longest time for which each process warms up before the ramp; zero = not at all
 * @param files what it writes while it is on
 * @param live where it can be watched while it is on; empty = nowhere
 */
public record RunSettings(
    String id,
    Path resultsDir,
    String simulation,
    long seed,
    Duration grace,
    boolean openBrowser,
    int shards,
    List<Path> monitors,
    Duration warmUp,
    RunFiles files,
    Optional<LiveAddress> live) {
  /** Copies its list. */
  public RunSettings {
    monitors = List.copyOf(monitors);
  }
}
