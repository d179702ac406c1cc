package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.record.RunReader;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each process is judged on its own figures, and a limit is none of the verdict's before it hurts.
 */
class ClientValidityTest {
  @TempDir Path runDir;

  private List<String> breaches() throws IOException {
    return ClientValidity.breaches(RunReader.readAndMerge(runDir), TestSettings.of());
  }

  private List<String> warnings() throws IOException {
    return ClientValidity.warnings(RunReader.readAndMerge(runDir), TestSettings.of().client());
  }

  private ShardFolder shard(int machine, int shard) {
    return new ShardFolder(runDir, machine, shard).shards(4).users(25);
  }

  private static long[] micros(long micros) {
    return LongStream.range(0, 200).map(i -> micros).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT_LOOP_LAG, event loops lagged 900 ms at p99 (bound 100 ms)",
    "SEND_LATENESS, messages left late by 900 ms at p99 (bound 100 ms)",
    "HEARTBEAT_LATENESS, heartbeats left late by 9.00 s at p99 (bound 1.00 s)"
  })
  void the_worst_process_decides_and_is_named(Metric metric, String reason) throws IOException {
    long late = metric == Metric.HEARTBEAT_LATENESS ? 9_000_000 : 900_000;
    for (int number = 0; number < 4; number++) {
      ShardFolder shard = shard(0, number).latency(1, metric, micros(2_000));
      if (number == 2) {
        // 1.5 % of its own values, 0.4 % of all.
        shard.latency(2, metric, late, late, late);
      }
      shard.write();
    }

    assertThat(breaches()).singleElement().asString().startsWith("machine-0/shard-2: " + reason);
  }

  @Test
  void a_single_process_needs_no_name() throws IOException {
    shard(0, 0).shards(1).latency(1, Metric.EVENT_LOOP_LAG, micros(900_000)).write();

    assertThat(breaches()).singleElement().asString().startsWith("event loops lagged 900 ms");
  }

  @Test
  void the_longest_pause_is_told_with_its_process() throws IOException {
    shard(0, 0).monitor(31, 1, 1, 0, 1, 1, 20, 1, 1, 1, 100, 1, 100, 0).write();
    shard(1, 0).monitor(31, 1, 1, 0, 1, 1, 700, 1, 1, 1, 100, 1, 100, 0).write();

    assertThat(breaches())
        .singleElement()
        .asString()
        .startsWith("machine-1/shard-0: a garbage collection paused 700 ms (bound 500 ms)");
  }

  /** A minute in which these were the CPU shares of the process, the machine and the container. */
  private static void fill(ShardFolder shard, double own, double machine, double... container) {
    for (int second = 0; second < 60; second++) {
      shard.monitor(
          second,
          column ->
              switch (column) {
                case CPU_PERCENT -> own;
                case MACHINE_CPU_PERCENT -> machine;
                case CGROUP_CPU_PERCENT -> container.length == 0 ? Double.NaN : container[0];
                case CGROUP_THROTTLED_PERCENT -> container.length == 0 ? Double.NaN : container[1];
                case STEAL_PERCENT -> 0;
                default -> Double.NaN;
              });
    }
  }

  /** In a container with 2 of 64 cores the machine is idle while the client can do no more. */
  @Test
  void the_cpu_limit_of_a_container_counts_where_more_of_it_is_used() throws IOException {
    ShardFolder shard = shard(0, 0).shards(1);
    fill(shard, 50, 3, 97.4, 0);
    shard.write();

    assertThat(breaches())
        .containsExactly(
            "CPU of the container was 97 % of its limit (bound 85 %): raise the limit (docker run"
                + " --cpus, resources.limits.cpu of Kubernetes), split over more machines or lower"
                + " the rate");
  }

  @Test
  void processes_of_a_machine_share_one_limit() throws IOException {
    for (int number = 0; number < 2; number++) {
      ShardFolder shard = shard(0, number);
      fill(shard, 30, 3, 60, 0);
      shard.write();
    }

    assertThat(breaches()).isEmpty();
    assertThat(
            RunReader.readAndMerge(runDir)
                .monitor()
                .values(MonitorColumn.CGROUP_CPU_PERCENT)
                .boxed())
        .containsOnly(60.0);
  }

  /** As with taskset: no limit in time, but few processors; the processes' own shares add up. */
  @Test
  void processors_that_the_processes_may_use_count_as_a_limit() throws IOException {
    for (int number = 0; number < 2; number++) {
      ShardFolder shard = shard(3, number);
      fill(shard, 48, 6);
      shard.write();
    }
    shard(4, 0).write();

    assertThat(breaches())
        .singleElement()
        .asString()
        .startsWith(
            "machine-3: CPU of the load generator was 96 % of the processors that it may use"
                + " (bound 85 %)");
  }

  @Test
  void throttling_that_shows_in_latencies_makes_a_run_invalid() throws IOException {
    ShardFolder shard = shard(0, 0).shards(1);
    fill(shard, 30, 3, 60, 40);
    shard.write();

    assertThat(breaches())
        .singleElement()
        .asString()
        .startsWith(
            "the CPU limit of the container stopped the load generator in 40 % of the periods"
                + " (bound 25 %)");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void throttling_below_its_bound_is_a_warning() throws IOException {
    ShardFolder shard = shard(0, 0).shards(1);
    fill(shard, 30, 3, 60, 10);
    shard.write();

    assertThat(breaches()).isEmpty();
    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith(
            "the CPU limit of the container stopped the load generator in 10 % of the periods");
  }

  @Test
  void a_limit_that_was_approached_and_refused_nothing_is_a_warning() throws IOException {
    shard(0, 0).monitor(31, 1, 1, 0, 1, 1, 1, 1, 1, 95, 100, 920, 1000, 0).write();
    shard(0, 1).monitor(31, 1, 1, 0, 1, 1, 1, 1, 1, 20, 100, 920, 1000, 0).write();

    assertThat(breaches()).isEmpty();
    assertThat(warnings())
        .containsExactly(
            "machine-0/shard-0: file handles in use were 95 % of the limit (more than 90 %);"
                + " no connection was refused for it; for more users raise the limit (ulimit -n"
                + " 100000) or split over more processes",
            "machine-0/shard-0: local ports in use were 92 % of those towards one target (more"
                + " than 90 %); no connection was refused for it; for more users widen"
                + " net.ipv4.ip_local_port_range or add im.connection.source-addresses");
  }

  @Test
  void a_limit_that_refused_a_connection_is_a_reason_and_no_warning() throws IOException {
    shard(0, 0)
        .monitor(31, 1, 1, 0, 1, 1, 1, 1, 1, 100, 100, 100, 1000, 0)
        .died(Death.Phase.CONNECT, "out-of-fds", -1, "", new long[] {0}, new long[] {1})
        .write();

    assertThat(breaches()).singleElement().asString().contains("ran out of file handles");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void a_standstill_is_told_with_its_time_and_length() throws IOException {
    standstill(shard(0, 0).shards(1), 41, 30_000, 1).write();

    assertThat(breaches())
        .containsExactly(
            "the load generator stood still for 30.0 s at 0:41, more than half of the smallest"
                + " timeout (bound 500 ms): what was due then left late, and what came then was not"
                + " read in time; look for a suspended machine, swapping or a CPU limit, then run"
                + " again");
  }

  @Test
  void the_longest_standstill_of_all_processes_decides() throws IOException {
    standstill(shard(0, 0), 10, 2_000, 1).write();
    standstill(shard(0, 1), 62, 4_000, 3).write();

    assertThat(breaches())
        .singleElement()
        .asString()
        .startsWith(
            "machine-0/shard-1: the load generator stood still for 4.0 s at 1:02, 3 times in all,"
                + " more than half");
  }

  @Test
  void the_longest_standstill_is_marked_on_the_page() throws IOException {
    standstill(shard(0, 0), 10, 2_000, 1).write();
    standstill(shard(0, 1), 62, 4_000, 3).write();

    assertThat(PageCharts.of(RunReader.readAndMerge(runDir)).marks())
        .containsEntry("standstill", 62.0);
  }

  @Test
  void the_page_shows_the_limit_of_a_container() throws IOException {
    ShardFolder shard = shard(0, 0).second(0, 1, 0, 0, 0, 0).second(59, 1, 0, 0, 0, 0);
    fill(shard, 50, 3, 97.4, 2);
    shard.write();

    assertThat(PageCharts.of(RunReader.readAndMerge(runDir)).machines())
        .filteredOn(chart -> chart.id().equals("client-cpu"))
        .flatExtracting(Chart::series)
        .extracting(Chart.Series::name)
        .containsExactly(
            "Its own", "Machine", "Taken by the hypervisor", "Container", "Container stopped");
  }

  private static ShardFolder standstill(ShardFolder shard, long second, long millis, long count) {
    shard.start(ShardFolder.START * 1000).second(0, 1, 0, 0, 0, 0);
    return shard.standstill(second, millis, count);
  }

  @Test
  void a_file_of_an_older_version_is_read_beside_a_new_one() throws IOException {
    Path old = shard(0, 0).write().resolve("monitor.csv");
    Files.writeString(old, "epochSecond,cpuPercent,machineCpuPercent\n1800000000,10,40\n");
    ShardFolder fresh = shard(1, 0);
    fill(fresh, 10, 40, 96, 0);
    fresh.write();

    assertThat(breaches())
        .singleElement()
        .asString()
        .startsWith("machine-1: CPU of the container was 96 % of its limit");
    assertThat(
            RunReader.readAndMerge(runDir)
                .monitor()
                .values(MonitorColumn.CGROUP_CPU_PERCENT)
                .boxed())
        .containsOnly(96.0);
  }
}
