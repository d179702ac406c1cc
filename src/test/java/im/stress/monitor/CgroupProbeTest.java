package im.stress.monitor;

import static im.stress.model.MonitorColumn.CGROUP_CPU_PERCENT;
import static im.stress.model.MonitorColumn.CGROUP_THROTTLED_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupProbeTest {
  @TempDir private Path root;

  private long nanos;

  private static String[] stat(long usedMicros, long periods, long throttled) {
    return new String[] {
      "usage_usec " + usedMicros,
      "user_usec 7",
      "nr_periods " + periods,
      "nr_throttled " + throttled,
      "throttled_usec 987654321"
    };
  }

  /** What was measured in a second after {@code change}. */
  private Map<MonitorColumn, Double> secondOf(Runnable change) throws IOException {
    CgroupProbe probe = new CgroupProbe(root, () -> nanos);
    change.run();
    nanos += TimeUnit.SECONDS.toNanos(1);
    Readings readings = new Readings();
    probe.measure(readings);
    return readings.values();
  }

  @Test
  void use_is_a_share_of_the_limit_and_throttling_one_of_the_periods() throws IOException {
    CgroupTree tree =
        CgroupTree.unified(root, "/pod")
            .file("sys/fs/cgroup/pod/cpu.max", "200000 100000")
            .file("sys/fs/cgroup/pod/cpu.stat", stat(5_000_000, 100, 40));

    Map<MonitorColumn, Double> measured =
        secondOf(() -> tree.file("sys/fs/cgroup/pod/cpu.stat", stat(6_900_000, 110, 43)));

    assertThat(measured)
        .isEqualTo(Map.of(CGROUP_CPU_PERCENT, 95.0, CGROUP_THROTTLED_PERCENT, 30.0));
  }

  @Test
  void lowest_limit_of_all_groups_around_counts_with_its_own_use() throws IOException {
    CgroupTree tree =
        CgroupTree.unified(root, "/slice/pod")
            .file("sys/fs/cgroup/slice/pod/cpu.max", "max 100000")
            .file("sys/fs/cgroup/slice/pod/cpu.stat", stat(0, 0, 0))
            .file("sys/fs/cgroup/slice/cpu.max", "50000 100000")
            .file("sys/fs/cgroup/slice/cpu.stat", stat(1_000, 0, 0));

    Map<MonitorColumn, Double> measured =
        secondOf(() -> tree.file("sys/fs/cgroup/slice/cpu.stat", stat(251_000, 0, 0)));

    assertThat(measured).isEqualTo(Map.of(CGROUP_CPU_PERCENT, 50.0, CGROUP_THROTTLED_PERCENT, 0.0));
  }

  @Test
  void container_of_version_1_is_read_in_its_own_files() throws IOException {
    String folder = "sys/fs/cgroup/cpu,cpuacct/";
    CgroupTree tree =
        CgroupTree.ofContainer(root)
            .file(folder + "cpu.cfs_quota_us", "200000")
            .file(folder + "cpu.cfs_period_us", "100000")
            .file(folder + "cpuacct.usage", "1000000000")
            .file(folder + "cpu.stat", "nr_periods 10", "nr_throttled 10", "throttled_time 99");

    Map<MonitorColumn, Double> measured =
        secondOf(
            () ->
                tree.file(folder + "cpuacct.usage", "2500000000")
                    .file(folder + "cpu.stat", "nr_periods 20", "nr_throttled 16"));

    assertThat(measured)
        .isEqualTo(Map.of(CGROUP_CPU_PERCENT, 75.0, CGROUP_THROTTLED_PERCENT, 60.0));
  }

  /** Version 1 may count CPU time for other groups than those that it limits. */
  @Test
  void use_of_another_group_than_the_limited_one_is_not_measured() throws IOException {
    CgroupTree tree =
        new CgroupTree(root)
            .file("proc/self/cgroup", "1:cpu:/pod", "2:cpuacct:/", "0::/")
            .file(
                "proc/self/mountinfo",
                "31 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu",
                "32 30 0:29 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct")
            .file("sys/fs/cgroup/cpu/pod/cpu.cfs_quota_us", "50000")
            .file("sys/fs/cgroup/cpu/pod/cpu.cfs_period_us", "100000")
            .file("sys/fs/cgroup/cpu/pod/cpu.stat", "nr_periods 0", "nr_throttled 0")
            .file("sys/fs/cgroup/cpuacct/cpuacct.usage", "0");

    Map<MonitorColumn, Double> measured =
        secondOf(
            () ->
                tree.file("sys/fs/cgroup/cpuacct/cpuacct.usage", "400000000")
                    .file("sys/fs/cgroup/cpu/pod/cpu.stat", "nr_periods 4", "nr_throttled 1"));

    assertThat(measured).isEqualTo(Map.of(CGROUP_THROTTLED_PERCENT, 25.0));
  }

  @Test
  void nothing_is_measured_without_a_limit() throws IOException {
    CgroupTree.unified(root, "/pod")
        .file("sys/fs/cgroup/pod/cpu.max", "max 100000")
        .file("sys/fs/cgroup/pod/cpu.stat", stat(5, 5, 5));

    assertThat(secondOf(() -> {})).isEmpty();
  }

  @Test
  void nothing_is_measured_where_there_are_no_groups() throws IOException {
    assertThat(secondOf(() -> {})).isEmpty();
  }
}
