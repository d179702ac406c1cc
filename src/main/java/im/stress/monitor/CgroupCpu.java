package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The CPU limit that holds this process: that of its own control group, or of one around it where
 * that is lower. All processes of the group share it. Found once; a limit that is changed later is
 * not noticed.
 */
final class CgroupCpu {
  private final double limitCpus;
  private final Path stat;
  private final Optional<Path> usage;

  private CgroupCpu(double limitCpus, Path stat, Optional<Path> usage) {
    this.limitCpus = limitCpus;
    this.stat = stat;
    this.usage = usage;
  }

  /** Finds the lowest limit; empty when there is none. */
  static Optional<CgroupCpu> of(Path root) throws IOException {
    Optional<CgroupFolders> groups = CgroupFolders.of(root, "cpu");
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    double lowest = Double.POSITIVE_INFINITY;
    Path holder = null;
    for (Path folder : groups.get().folders()) {
      double limit = groups.get().unified() ? limit2(folder) : limit1(folder);
      if (limit < lowest) {
        lowest = limit;
        holder = folder;
      }
    }
    return holder == null
        ? Optional.empty()
        : Optional.of(
            new CgroupCpu(lowest, holder.resolve("cpu.stat"), usage1(root, groups.get(), holder)));
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

  /** Without a limit the quota is {@code max} or, in version 1, -1. */
  private static double limit(OptionalLong quota, OptionalLong period) {
    boolean limited = quota.orElse(-1) > 0 && period.orElse(-1) > 0;
    return limited ? (double) quota.getAsLong() / period.getAsLong() : Double.POSITIVE_INFINITY;
  }

  /** Version 1 may count CPU time for other groups than those that it limits: empty then. */
  private static Optional<Path> usage1(Path root, CgroupFolders cpu, Path holder)
      throws IOException {
    Path place = cpu.mount().relativize(holder);
    return CgroupFolders.of(root, "cpuacct")
        .filter(accounts -> accounts.folders().contains(accounts.mount().resolve(place)))
        .map(accounts -> accounts.mount().resolve(place).resolve("cpuacct.usage"));
  }

  /** How many CPUs the group may use at a time on average; may be a fraction. */
  double limitCpus() {
    return limitCpus;
  }

  /** What the group has used so far; empty when it doesn't tell. */
  Optional<Use> read() throws IOException {
    Map<String, Long> fields = CgroupFile.fields(stat);
    Long periods = fields.get("nr_periods");
    Long throttled = fields.get("nr_throttled");
    return periods == null || throttled == null
        ? Optional.empty()
        : Optional.of(new Use(cpuNanos(fields), periods, throttled));
  }

  private OptionalLong cpuNanos(Map<String, Long> fields) throws IOException {
    if (fields.containsKey("usage_usec")) {
      return OptionalLong.of(fields.get("usage_usec") * 1000);
    }
    return usage.isPresent() ? CgroupFile.number(usage.get()) : OptionalLong.empty();
  }

  /**
   * What a group has used so far.
   *
   * @param cpuNanos CPU time; empty when it isn't known
   * @param periods periods of the scheduler in which the group had something to run
   * @param throttledPeriods of these, periods in which it was stopped because its time was used up
   */
  record Use(OptionalLong cpuNanos, long periods, long throttledPeriods) {}
}
