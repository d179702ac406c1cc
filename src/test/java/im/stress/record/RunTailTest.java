package im.stress.record;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read piece by piece while a run is on is what the report reads at its end. */
class RunTailTest {
  @TempDir Path runDir;
  private RunTail tail;
  private ShardFolder first;
  private ShardFolder second;

  @BeforeEach
  void create() throws IOException {
    tail = new RunTail(runDir);
    first = new ShardFolder(runDir, 0, 0).shards(2).users(60).state(RunState.RUNNING);
    second = new ShardFolder(runDir, 0, 1).shards(2).users(40).state(RunState.RUNNING);
    Files.createDirectories(first.folder);
    Files.createDirectories(second.folder);
  }

  private static void second(ShardFolder shard, long second, long online) {
    shard
        .second(second, online, 10 + second, 9, 8, second % 2)
        .latency(second, Metric.ACK, 1_000 * (second + 1), 2_000 * (second + 1))
        .latency(second, Metric.DELIVERY, 3_000)
        .monitor(second, 12.5, 40, 0, 2e8, 1e8)
        .count(Counter.MESSAGES_SENT, 100 * second)
        .count(Counter.CONNECTIONS_LOST, second / 2);
  }

  private static List<String> lines(RowTable<?> table) {
    return table.rows().stream().map(Row::line).toList();
  }

  private List<Long> seconds() {
    return tail.data().timeline().rows().stream()
        .map(row -> row.epochSecond() - ShardFolder.START)
        .toList();
  }

  @Test
  void all_that_was_read_in_pieces_is_what_the_report_reads_at_once() throws IOException {
    long[] one = {1};
    for (long at = 0; at < 30; at++) {
      second(first, at, at);
      first.write();
      if (at % 3 == 2) {
        second(second, at - 2, 2 * at);
        second(second, at - 1, 2 * at);
        second(second, at, 2 * at);
        second.write();
      }
      tail.read();
    }
    first
        .died(Death.Phase.ONLINE, "reset", -1, "", one, one)
        .deathLine(ShardFolder.START * 1000, Death.Phase.ONLINE, "reset", -1, "")
        .state(RunState.FINISHED)
        .write();
    second.state(RunState.FINISHED).write();
    tail.read();

    RunData live = tail.data();
    RunData report = RunReader.readAndMerge(runDir);

    assertThat(lines(live.timeline())).isEqualTo(lines(report.timeline())).hasSize(30);
    assertThat(lines(live.monitor())).isEqualTo(lines(report.monitor())).hasSize(30);
    assertThat(live.histograms()).isEqualTo(report.histograms());
    assertThat(live.counters()).isEqualTo(report.counters());
    assertThat(live.deathLines()).isEqualTo(report.deathLines()).hasSize(1);
    assertThat(live.deaths()).hasSize(1);
  }

  /** As after the first hour: rows are shown each second, and their percentiles some later. */
  @Test
  void percentiles_of_ten_seconds_are_those_of_each_of_them() throws IOException {
    first.longIntervals();
    second.longIntervals();
    for (long at = 0; at < 35; at++) {
      second(first, at, at);
      second(second, at, at);
      second.latency(at, Metric.ACK, 500_000);
      first.write();
      if (at % 4 == 3) {
        second.write();
      }
      tail.read();
    }
    assertThat(tail.data().timeline().rows())
        .filteredOn(row -> row.epochSecond() < ShardFolder.START + 30)
        .hasSize(30)
        .noneMatch(row -> Double.isNaN(row.get(TimelineColumn.ACK_P99)));
    first.state(RunState.FINISHED).write();
    second.state(RunState.FINISHED).write();
    tail.read();

    assertThat(lines(tail.data().timeline()))
        .isEqualTo(lines(RunReader.readAndMerge(runDir).timeline()))
        .hasSize(35);
    assertThat(tail.data().histograms()).isEqualTo(RunReader.readAndMerge(runDir).histograms());
  }

  @Test
  void each_process_keeps_its_own_rows_of_the_monitor_and_its_manifest() throws IOException {
    second(first, 0, 1);
    second(second, 0, 1);
    first.write();
    second.write();
    tail.read();
    second(first, 1, 1);
    second(second, 1, 1);
    first.write();
    second.write();
    tail.read();

    assertThat(tail.data().shards())
        .hasSize(2)
        .allSatisfy(shard -> assertThat(shard.monitor().rows()).hasSize(2))
        .allSatisfy(shard -> assertThat(shard.manifest()).isPresent());
  }

  @Test
  void a_second_is_shown_when_all_processes_have_written_it() throws IOException {
    second(first, 0, 10);
    second(first, 1, 10);
    first.write();
    second(second, 0, 5);
    second.write();

    tail.read();
    assertThat(seconds()).containsExactly(0L);
    assertThat(tail.data().timeline().rows().get(0).count(TimelineColumn.ONLINE)).isEqualTo(15);

    second(second, 1, 6);
    second.write();
    tail.read();
    assertThat(seconds()).containsExactly(0L, 1L);
    assertThat(tail.data().timeline().rows().get(1).count(TimelineColumn.ONLINE)).isEqualTo(16);
  }

  @Test
  void a_process_that_writes_nothing_for_long_is_not_waited_for() throws IOException {
    second(second, 0, 5);
    second.write();
    for (long at = 0; at < 10; at++) {
      second(first, at, 10);
    }
    first.write();

    tail.read();

    assertThat(seconds()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void a_folder_without_files_has_nothing_to_show() throws IOException {
    tail.read();

    assertThat(tail.data().timeline().isEmpty()).isTrue();
    assertThat(tail.data().counters()).isEmpty();
    assertThat(tail.data().histograms()).isEmpty();
  }
}
