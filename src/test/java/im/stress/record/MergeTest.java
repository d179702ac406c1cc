package im.stress.record;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.Row;
import im.stress.model.RunState;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

  @TempDir Path runDir;

  private ShardFolder shard(int machine, int shard) {
    return new ShardFolder(runDir, machine, shard).shards(2).users(50);
  }

  private RunData merge() throws IOException {
    return RunReader.readAndMerge(runDir);
  }

  @Test
  void percentiles_of_two_shards_are_those_of_all_their_values() throws IOException {
    long[] fast = LongStream.rangeClosed(1, 900).map(i -> i * 10).toArray();
    long[] slow = LongStream.rangeClosed(1, 100).map(i -> 100_000 + i * 1000).toArray();
    shard(0, 0).latency(0, Metric.ACK, fast).write();
    shard(0, 1).latency(0, Metric.ACK, slow).latency(3, Metric.ACK, 5).write();
    Histogram union = new Histogram(3);
    LongStream.concat(LongStream.of(fast), LongStream.of(slow)).forEach(union::recordValue);
    union.recordValue(5);
    Histogram merged = merge().histograms().get(Metric.ACK);
    assertThat(merged.getTotalCount()).isEqualTo(1001);
    for (double percentile : new double[] {50, 90, 95, 99, 99.9, 100}) {
      assertThat(merged.getValueAtPercentile(percentile))
          .isEqualTo(union.getValueAtPercentile(percentile));
    }
  }

  @Test
  void warnings_of_all_shards_are_kept_with_their_names() throws IOException {
    shard(0, 0).warning("monitor.csv: a gap").warning("timeline.csv: a gap").write();
    shard(0, 1).write();
    shard(1, 0).warning("monitor.csv: a gap").write();

    assertThat(merge().warnings())
        .containsExactly(
            "machine-0/shard-0, machine-1/shard-0: monitor.csv: a gap",
            "machine-0/shard-0: timeline.csv: a gap");
  }

  @Test
  void what_many_shards_say_alike_is_one_line() throws IOException {
    for (int number = 0; number < 8; number++) {
      shard(0, number).warning("small ledgers").write();
    }

    assertThat(merge().warnings()).containsExactly("machine-0/shard-0 and 7 others: small ledgers");
  }

  @Test
  void merged_log_has_one_histogram_for_each_second_and_tag() throws IOException {
    shard(0, 0).latency(0, Metric.ACK, 1000).latency(1, Metric.LOGIN, 7).write();
    shard(0, 1).latency(0, Metric.ACK, 3000, 4000).write();
    merge();
    try (HistogramLogReader log = new HistogramLogReader(runDir.resolve("latency.hlog").toFile())) {
      Histogram first = (Histogram) log.nextIntervalHistogram();
      assertThat(first.getTag()).isEqualTo("ack");
      assertThat(first.getTotalCount()).isEqualTo(3);
      assertThat(first.getStartTimeStamp()).isEqualTo(START * 1000);
      Histogram second = (Histogram) log.nextIntervalHistogram();
      assertThat(second.getTag()).isEqualTo("login");
      assertThat(second.getStartTimeStamp()).isEqualTo((START + 1) * 1000);
      assertThat(log.nextIntervalHistogram()).isNull();
    }
  }

  @Test
  void online_is_carried_over_a_second_without_a_row_and_counts_add_up() throws IOException {
    shard(0, 0)
        .second(0, 10, 1, 1, 1, 0)
        .second(1, 20, 2, 1, 1, 0)
        .second(2, 30, 3, 1, 1, 1)
        .write();
    shard(0, 1).second(0, 5, 4, 1, 1, 0).second(2, 7, 6, 1, 1, 2).write();
    List<Row<TimelineColumn>> rows = merge().timeline().rows();
    assertThat(rows)
        .extracting(row -> row.count(TimelineColumn.ONLINE))
        .containsExactly(15L, 25L, 37L);
    assertThat(rows).extracting(row -> row.count(TimelineColumn.SENDS)).containsExactly(5L, 2L, 9L);
    assertThat(rows)
        .extracting(row -> row.count(TimelineColumn.DEATHS))
        .containsExactly(0L, 0L, 3L);
  }

  @Test
  void killed_shard_has_nobody_online_after_its_last_second() throws IOException {
    shard(0, 0).second(0, 10, 0, 0, 0, 0).second(1, 10, 0, 0, 0, 0).write();
    shard(0, 1).state(RunState.RUNNING).second(0, 40, 0, 0, 0, 0).write();
    assertThat(merge().timeline().rows())
        .extracting(row -> row.count(TimelineColumn.ONLINE))
        .containsExactly(50L, 10L);
  }

  @Test
  void percentiles_of_a_second_come_from_the_histograms_of_all_shards() throws IOException {
    shard(0, 0)
        .timeline(0, column -> column == TimelineColumn.LAG ? 9 : 1)
        .latency(0, Metric.ACK, LongStream.rangeClosed(1, 99).map(i -> 100).toArray())
        .write();
    shard(0, 1)
        .timeline(0, column -> column == TimelineColumn.LAG ? 70 : 1)
        .latency(0, Metric.ACK, 900, 900)
        .write();
    merge();
    assertThat(Files.readAllLines(runDir.resolve("timeline.csv")).get(1))
        .isEqualTo(START + ",2,2,2,2,2,2,2,2,70,100,900,,,,2,2,,,,,2,2");
  }

  @Test
  void peak_is_that_of_all_shards_at_the_same_time() throws IOException {
    shard(0, 0).peakOnline(50).second(0, 50, 0, 0, 0, 0).second(1, 0, 0, 0, 0, 0).write();
    shard(0, 1).peakOnline(50).second(0, 0, 0, 0, 0, 0).second(1, 50, 0, 0, 0, 0).write();
    assertThat(merge().peakOnline()).hasValue(50);
  }

  @Test
  void one_shard_keeps_its_own_peak_between_two_seconds() throws IOException {
    new ShardFolder(runDir, 0, 0).peakOnline(73).second(0, 50, 0, 0, 0, 0).write();
    assertThat(merge().peakOnline()).hasValue(73);
  }

  @Test
  void counters_and_kinds_of_deaths_add_up() throws IOException {
    long[] two = {1, 2};
    shard(0, 0)
        .count(Counter.MESSAGES_SENT, 3)
        .died(Death.Phase.ONLINE, "reset", -1, "", two, two)
        .write();
    shard(1, 0)
        .count(Counter.MESSAGES_SENT, 4)
        .died(Death.Phase.ONLINE, "reset", -1, "", two, two)
        .write();
    RunData run = merge();
    assertThat(run.count(Counter.MESSAGES_SENT)).isEqualTo(7);
    assertThat(run.deaths()).hasSize(1);
    assertThat(run.deaths().get(0).count()).isEqualTo(4);
    assertThat(run.deaths().get(0).ageMillis().getTotalCount()).isEqualTo(4);
  }

  @Test
  void deaths_stand_in_the_order_of_time_and_no_more_than_ten_thousand() throws IOException {
    ShardFolder first = shard(0, 0);
    ShardFolder second = shard(0, 1);
    LongStream.range(0, 6000)
        .forEach(i -> first.deathLine(i * 2, Death.Phase.ONLINE, "reset", -1, ""));
    LongStream.range(0, 6000)
        .forEach(i -> second.deathLine(i * 2 + 1, Death.Phase.ONLINE, "reset", -1, ""));
    first.write();
    second.write();
    List<Death> lines = merge().deathLines();
    assertThat(lines).hasSize(10_000);
    assertThat(lines.get(9_999).epochMillis()).isEqualTo(9_999);
    assertThat(Files.readAllLines(runDir.resolve("deaths.jsonl"))).hasSize(10_000);
  }

  @Test
  void failed_requests_leave_the_lines_of_lost_connections_their_place() throws IOException {
    ShardFolder shard = shard(0, 0);
    LongStream.range(0, 10_000)
        .forEach(i -> shard.deathLine(i, Death.Phase.REQUEST, "request-timeout", -1, ""));
    shard.deathLine(20_000, Death.Phase.ONLINE, "reset", -1, "").write();
    shard(0, 1).deathLine(30_000, Death.Phase.REQUEST, "reset", -1, "").write();

    List<Death> lines = merge().deathLines();
    assertThat(lines).hasSize(10_001);
    assertThat(lines.get(10_000).kind().phase()).isEqualTo(Death.Phase.ONLINE);
  }

  @Test
  void monitor_adds_up_processes_of_a_machine_and_takes_the_largest_of_machines()
      throws IOException {
    shard(0, 0).monitor(0, 10, 50, 1, 100, 10, 5, 1, 4, 20, 100, 7, 1000).write();
    shard(0, 1).monitor(0, 20, 52, 2, 200, 10, 9, 1, 4, 30, 100, 8, 1000).write();
    shard(1, 0).monitor(0, 25, 90, 0, 250, 10, 1, 1, 4, 10, 100, 1, 1000).write();
    merge();
    assertThat(Files.readAllLines(runDir.resolve("monitor.csv")).get(1))
        .isEqualTo(START + ",30.0,90.0,2.0,300,20,9,2,8,50,200,8,1000,,,,,,,,,,,,,,");
  }

  @Test
  void monitor_of_one_shard_stays_as_it_is() throws IOException {
    ShardFolder shard = shard(0, 0).monitor(0, 12.5, 40, 0, 2e8).monitor(1, 13.5);
    shard.write();
    merge();
    assertThat(runDir.resolve("monitor.csv"))
        .hasSameTextualContentAs(shard.folder.resolve("monitor.csv"));
  }

  /** After the first hour a process writes ten seconds at a time. */
  @Test
  void ten_seconds_in_one_histogram_stay_together_and_give_each_second_its_percentiles()
      throws IOException {
    for (int number = 0; number < 2; number++) {
      ShardFolder shard = shard(0, number);
      shard.latency(0, Metric.ACK, 9_000).timeline(0, column -> 1);
      for (long second = 3_600; second < 3_620; second++) {
        shard.latency(second, Metric.ACK, 1_000L * (number + 1)).timeline(second, column -> 1);
      }
      shard.write();
    }

    RunData run = merge();

    assertThat(run.histograms().get(Metric.ACK).getTotalCount()).isEqualTo(2 * 21);
    assertThat(run.timeline().rows())
        .extracting(row -> row.get(TimelineColumn.ACK_P99))
        .hasSize(21)
        .startsWith(9_007.0, 2_000.0)
        .endsWith(2_000.0)
        .containsOnly(9_007.0, 2_000.0);
    try (HistogramLogReader log = new HistogramLogReader(runDir.resolve("latency.hlog").toFile())) {
      Histogram last = null;
      while (log.hasNext()) {
        last = (Histogram) log.nextIntervalHistogram();
      }
      assertThat(last.getStartTimeStamp()).isEqualTo((START + 3_610) * 1_000);
      assertThat(last.getEndTimeStamp()).isEqualTo((START + 3_620) * 1_000);
      assertThat(last.getTotalCount()).isEqualTo(20);
    }
  }
}
