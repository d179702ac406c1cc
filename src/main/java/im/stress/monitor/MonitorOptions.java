package im.stress.monitor;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What to monitor, and where to.
 *
 * @param csv file to create; it must not exist yet
 * @param epochMillis the time of the rows; must never step back, or rows are missing
 * @param intervalSeconds seconds between two rows, 1 or more
 * @param self whether this process is measured (the load generator is, a mere onlooker isn't)
 * @param targetPort port of this machine on which the target listens; 0 = none
 * @param targetPid process of this machine to watch rather than the one that listens on {@code
 *     targetPort}; 0 = none
 * @param listener gets every sample after it was written, on the monitor's thread
 */
public record MonitorOptions(
    Path csv,
    LongSupplier epochMillis,
    int intervalSeconds,
    boolean self,
    int targetPort,
    int targetPid,
    Consumer<MonitorSample> listener) {

  /** This process and its machine, every second. */
  public static MonitorOptions ofLoadGenerator(Path csv, LongSupplier epochMillis) {
    return new MonitorOptions(csv, epochMillis, 1, true, 0, 0, sample -> {});
  }

  /** The machine alone. */
  public static MonitorOptions ofMachine(Path csv, LongSupplier epochMillis, int intervalSeconds) {
    return new MonitorOptions(csv, epochMillis, intervalSeconds, false, 0, 0, sample -> {});
  }

  /** Also watches whoever listens on the port (0 = nobody), see {@link LocalTarget}. */
  public MonitorOptions watchingPort(int port) {
    return new MonitorOptions(csv, epochMillis, intervalSeconds, self, port, targetPid, listener);
  }

  /** Also watches a process (0 = none). */
  public MonitorOptions watchingPid(int pid) {
    return new MonitorOptions(csv, epochMillis, intervalSeconds, self, targetPort, pid, listener);
  }

  /** Also tells every sample to {@code newListener}. */
  public MonitorOptions tellingTo(Consumer<MonitorSample> newListener) {
    return new MonitorOptions(
        csv, epochMillis, intervalSeconds, self, targetPort, targetPid, newListener);
  }
}
