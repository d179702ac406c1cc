package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The CPU limit that holds this process: that of its own control group, or of one around it where
 * that is lower. All processes of the group share it. Found once; a limit that is changed later is
 * not noticed.
 */
final class CgroupCpu {
  private final boolean unified;
  private final Path folder;
  private final Optional<Path> accounts;
  private final double limitCpus;

  /**
   * A group with a limit.
   *
   * @param accounts folder with the CPU time used, which version 1 may keep apart; empty when it
   *     counts for another group than the limit does
   */
  private CgroupCpu(boolean unified, Path folder, Optional<Path> accounts, double limitCpus) {
    this.unified = unified;
    this.folder = folder;
    this.accounts = accounts;
    this.limitCpus = limitCpus;
  }

  /** Finds the lowest limit; empty when there is none. */
  static Optional<CgroupCpu> of(Path root) throws IOException {
    Optional<CgroupFolders> groups = CgroupFolders.of(root, "cpu");
    Optional<CgroupCpu> lowest = Optional.empty();
    if (groups.isPresent()) {
      boolean unified = groups.get().unified();
      for (Path folder : groups.get().folders()) {
        double limit = unified ? limit2(folder) : limit1(folder);
        if (lowest.isEmpty() ? Double.isFinite(limit) : limit < lowest.get().limitCpus) {
          Optional<Path> accounts =
              unified ? Optional.of(folder) : accounts1(root, groups.get(), folder);
          lowest = Optional.of(new CgroupCpu(unified, folder, accounts, limit));
        }
      }
    }
    return lowest;
  }

  /** {@code cpu.max}: {@code 200000 100000}, microseconds of CPU time in each such period. */
  private static double limit2(Path folder) throws IOException {
    List<String> words = CgroupFile.words(folder.resolve("cpu.max"));
    return words.size() == 2
        ? limit(CgroupFile.number(words.get(0)), CgroupFile.number(words.get(1)))
        : Double.POSITIVE_INFINITY;
  }

  private static double limit1(Path folder) throws IOException {
    return limit(
        CgroupFile.number(folder.resolve("cpu.cfs_quota_us")),
        CgroupFile.number(folder.resolve("cpu.cfs_period_us")));
  }

  /** Version 1 writes a quota of -1 where there is no limit. */
  private static double limit(OptionalLong quota, OptionalLong period) {
    boolean limited = quota.orElse(-1) > 0 && period.orElse(-1) > 0;
    return limited ? (double) quota.getAsLong() / period.getAsLong() : Double.POSITIVE_INFINITY;
  }

  private static Optional<Path> accounts1(Path root, CgroupFolders cpu, Path folder)
      throws IOException {
    Optional<CgroupFolders> accounts = CgroupFolders.of(root, "cpuacct");
    return accounts
        .map(groups -> groups.mount().resolve(cpu.mount().relativize(folder)))
        .filter(sameGroup -> accounts.get().folders().contains(sameGroup));
  }

  /** How many CPUs the group may use at a time on average; may be a fraction. */
  double limitCpus() {
    return limitCpus;
  }

  /** CPU time that the group has used so far, nanoseconds; empty when it isn't known. */
  OptionalLong usedNanos() throws IOException {
    if (accounts.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!unified) {
      return CgroupFile.number(accounts.get().resolve("cpuacct.usage"));
    }
    OptionalLong micros = CgroupFile.field(accounts.get().resolve("cpu.stat"), "usage_usec");
    return micros.isPresent() ? OptionalLong.of(micros.getAsLong() * 1000) : micros;
  }

  /** Periods so far in which the group had something to run. */
  OptionalLong periods() throws IOException {
    return CgroupFile.field(folder.resolve("cpu.stat"), "nr_periods");
  }

  /** Of these, periods in which it was stopped because it had used up its time. */
  OptionalLong throttledPeriods() throws IOException {
    return CgroupFile.field(folder.resolve("cpu.stat"), "nr_throttled");
  }
}
