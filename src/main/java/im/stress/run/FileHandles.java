package im.stress.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many users one process can hold.
 *
 * @param limit file handles that a process may have open: the soft limit, which children inherit
 * @param reserve how many of them are not for connections
 */
public record FileHandles(long limit, long reserve) {

  /**
   * Handles of a JVM at rest: the jars of the class path (about 110, each kept open), those of the
   * JDK, result files; twice that, for connections that are closed but not yet released.
   */
  private static final long RESERVE_OF_A_JVM = 300;

  /**
   * Two event loops for each CPU, one of the run and one of the warm-up, with epoll, event and
   * timer handle each.
   */
  private static final long RESERVE_PER_CPU = 6;

  /** The limit of this process; without a limit where the system has none to tell. */
  static FileHandles ofThisProcess() {
    long limit =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Integer.MAX_VALUE;
    long cpus = Runtime.getRuntime().availableProcessors();
    return new FileHandles(limit, RESERVE_OF_A_JVM + cpus * RESERVE_PER_CPU);
  }

  /**
   * Users that one process can hold.
   *
   * @param percent share of the limit that may be in use
   * @param handlesPerUser 1 or more
   */
  int users(double percent, double handlesPerUser) {
    double free = limit * percent / 100 - reserve;
    return (int) Math.max(0, Math.min(free / handlesPerUser, Integer.MAX_VALUE));
  }

  /** Limit that a process with so many users needs; the rest is as for {@link #users}. */
  long neededFor(int users, double percent, double handlesPerUser) {
    return (long) Math.ceil((users * handlesPerUser + reserve) * 100 / percent);
  }
}
