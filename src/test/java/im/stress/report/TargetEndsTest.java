package im.stress.report;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetEndsTest {
  @TempDir Path runDir;

  private static void present(ShardFolder shard, long second, double cpu) {
    shard.monitor(
        second,
        column ->
            switch (column) {
              case TARGET_CPU_PERCENT -> cpu;
              case TARGET_RSS_BYTES -> 1.5e9;
              case TARGET_THREADS -> 40;
              case TARGET_FD_USED -> 1_024;
              default -> Double.NaN;
            });
  }

  private static void absent(ShardFolder shard, long second) {
    shard.monitor(second, column -> Double.NaN);
  }

  private List<OverTime.TargetEnd> ends(ShardFolder written) throws IOException {
    written.second(0, 1, 0, 0, 0, 0).write();
    return Runs.report(runDir, TestSettings.of()).summary().overTime().targetEnds();
  }

  @Test
  void a_target_that_died_is_told_with_its_last_figures_and_the_deaths_around() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    present(shard, 0, 20);
    present(shard, 1, 97.5);
    absent(shard, 2);
    absent(shard, 3);
    shard.lost("reset", 2.1, 3.0).lost("half-open", 0.5, 100);
    for (long millis : new long[] {500, 2_500, 99_000}) {
      shard.deathLine(START * 1_000 + millis, Death.Phase.ONLINE, "half-open", -1, "");
    }

    List<OverTime.TargetEnd> ends = ends(shard);

    assertThat(ends)
        .singleElement()
        .isEqualTo(
            new OverTime.TargetEnd(
                "machine-0/shard-0",
                (START + 2) * 1_000,
                null,
                97.5,
                1_500_000_000L,
                40L,
                1_024L,
                List.of(new OverTime.Deaths("half-open", 2), new OverTime.Deaths("reset", 2)),
                "the target's process ended at 2027-01-15 08:00:02 UTC (machine-0/shard-0), and did"
                    + " not come back; last seen with 97.5 % of the machine's CPU, 1.50 GB resident"
                    + " memory, 40 threads, 1,024 file handles; connections lost around that time:"
                    + " 2 x half-open, 2 x reset"));
    assertThat(runDir.resolve("summary.md")).content().contains("- " + ends.get(0).text());
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("connections lost around that time: 2 x half-open, 2 x reset</li>");
  }

  @Test
  void a_target_that_comes_back_is_told_with_the_time_between() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    present(shard, 0, 20);
    absent(shard, 1);
    absent(shard, 2);
    absent(shard, 3);
    present(shard, 4, Double.NaN);
    present(shard, 5, 20);

    assertThat(ends(shard))
        .singleElement()
        .satisfies(end -> assertThat(end.backAfterSeconds()).isEqualTo(3))
        .satisfies(
            end ->
                assertThat(end.text())
                    .contains("another one came 3 s later", "no connection was lost"));
  }

  /** A process has no CPU figure in the first second in which it is seen. */
  @Test
  void another_process_in_its_place_is_an_end() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    present(shard, 0, 20);
    present(shard, 1, Double.NaN);
    present(shard, 2, 20);

    assertThat(ends(shard))
        .singleElement()
        .satisfies(end -> assertThat(end.backAfterSeconds()).isZero());
  }

  /** A load generator without file handles reads neither itself nor the target. */
  @Test
  void a_target_that_could_not_be_read_for_some_time_has_no_end() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    read(shard, 0);
    absent(shard, 1);
    absent(shard, 2);
    read(shard, 3);
    absent(shard, 4);

    assertThat(ends(shard)).isEmpty();
  }

  private static void read(ShardFolder shard, long second) {
    shard.monitor(
        second,
        column ->
            switch (column) {
              case RSS_BYTES, TARGET_RSS_BYTES -> 1e8;
              case TARGET_CPU_PERCENT -> 20;
              default -> Double.NaN;
            });
  }

  @Test
  void a_target_that_is_read_again_with_its_cpu_time_is_the_same_process() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    present(shard, 0, 20);
    absent(shard, 1);
    present(shard, 2, 20);

    assertThat(ends(shard)).isEmpty();
  }

  @Test
  void lost_connections_without_a_line_are_told_without_a_cause() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    present(shard, 0, 20);
    absent(shard, 1);
    shard.lost("reset", 0.5, 100).second(1, 1, 0, 0, 0, 40).second(50, 1, 0, 0, 0, 3);
    shard.deathLine(START * 1_000 + 500, Death.Phase.ONLINE, "reset", -1, "");

    assertThat(ends(shard).get(0).deaths())
        .containsExactly(new OverTime.Deaths("reset", 1), new OverTime.Deaths("not listed", 39));
  }

  @Test
  void failed_requests_are_no_lost_connections() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    present(shard, 0, 20);
    absent(shard, 1);
    long[] one = {1};
    shard.died(Death.Phase.REQUEST, "refused", -1, "", one, one);
    shard.deathLine(START * 1_000 + 500, Death.Phase.REQUEST, "refused", -1, "");

    assertThat(ends(shard).get(0).deaths()).isEmpty();
    assertThat(ends(shard).get(0).text()).endsWith("no connection was lost around that time");
  }

  @Test
  void a_target_that_lives_or_that_nobody_watches_has_no_end() throws IOException {
    ShardFolder watched = new ShardFolder(runDir, 0, 0);
    absent(watched, 0);
    present(watched, 1, Double.NaN);
    present(watched, 2, 20);
    present(watched, 3, 20);
    assertThat(ends(watched)).isEmpty();

    ShardFolder unwatched = new ShardFolder(runDir, 0, 0);
    absent(unwatched, 0);
    absent(unwatched, 1);
    assertThat(ends(unwatched)).isEmpty();
  }
}
