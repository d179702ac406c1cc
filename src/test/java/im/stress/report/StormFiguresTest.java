package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.model.ShardStorm;
import im.stress.record.JsonFiles;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormFiguresTest {
  private static final long BEGIN = ShardFolder.START + 60;

  @TempDir Path runDir;

  private ShardFolder shard(int number) {
    return new ShardFolder(runDir, 0, number).shards(number + 1);
  }

  /** Logins of those who came back take a tenth of their time away. */
  private void storm(int shard, int cut, long[] untilBackMillis, int... connects)
      throws IOException {
    long[] loginMicros = LongStream.of(untilBackMillis).map(millis -> millis * 100).toArray();
    Map<Long, Integer> bySecond = new HashMap<>();
    for (int second = 0; second < connects.length; second++) {
      bySecond.put(BEGIN + second, connects[second]);
    }
    shard(shard)
        .storm(
            new ShardStorm(
                BEGIN * 1000,
                cut,
                ShardFolder.histogram(untilBackMillis),
                ShardFolder.histogram(loginMicros),
                bySecond,
                2,
                null))
        .write();
  }

  /** As version 1 wrote it: percentiles in place of histograms. */
  private void olderStorm(int shard, int cut, int back) throws IOException {
    Path counts = shard(shard).write().resolve("counts.json");
    String all =
        cut == back ? ",\"millisUntil95PercentBack\":3000,\"millisUntil100PercentBack\":4500" : "";
    String storm =
        ",\"storm\":{\"beginEpochMillis\":%d,\"cut\":%d,\"secondWaveDeaths\":2,\"back\":%d,"
                .formatted(BEGIN * 1000, cut, back)
            + "\"millisUntil50PercentBack\":%d,\"peakConnectsPerSecond\":30,\"loginP99Micros\":2500"
                .formatted(400 + 100 * shard)
            + all
            + "}}";
    Files.writeString(counts, Files.readString(counts).replaceFirst("}$", storm));
  }

  private List<String> figures() throws IOException {
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    return StormFigures.of(outcome.summary()).stream()
        .map(line -> (line.label() + ": " + line.value() + " " + line.detail()).strip())
        .toList();
  }

  private static long[] times(long from, long to) {
    return LongStream.rangeClosed(from, to).toArray();
  }

  @Test
  void figures_of_one_process_are_its_own() throws IOException {
    storm(0, 100, times(1, 100), 30, 20);

    assertThat(figures())
        .containsExactly(
            "Back after the cut: 100 of 100 that were cut at 2027-01-15 08:01:00 UTC",
            "50 % back after: 50.0 ms",
            "95 % back after: 95.0 ms",
            "100 % back after: 100 ms",
            "Peak connects/s: 30",
            "Storm login p99: 9.90 ms",
            "Second-wave deaths: 2 lost after the cut, for another cause");
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("## Storm", "| 95 % back after | 95.0 ms |");
  }

  @Test
  void percentiles_of_several_processes_are_those_of_all_users_together() throws IOException {
    storm(0, 900, times(1, 900));
    storm(1, 100, times(901, 1000));

    assertThat(figures())
        .contains(
            "Back after the cut: 1,000 of 1,000 that were cut at 2027-01-15 08:01:00 UTC",
            "50 % back after: 500 ms",
            "95 % back after: 950 ms",
            "100 % back after: 1.00 s",
            "Storm login p99: 99.0 ms",
            "Second-wave deaths: 4 lost after the cut, for another cause");
  }

  @Test
  void users_of_one_process_who_never_came_back_are_missing_among_all() throws IOException {
    storm(0, 90, times(1, 90));
    storm(1, 10, times(1, 6));

    assertThat(figures())
        .contains("50 % back after: 44.0 ms", "95 % back after: 89.0 ms", "100 % back after: never")
        .anyMatch(line -> line.startsWith("Back after the cut: 96 of 100"));
  }

  @Test
  void the_peak_is_that_of_one_second_of_all_processes() throws IOException {
    storm(0, 50, times(1, 50), 30, 10, 5);
    storm(1, 50, times(1, 50), 5, 15, 40);

    assertThat(figures()).contains("Peak connects/s: 45");
  }

  @Test
  void a_storm_after_which_nobody_came_back_has_no_times() throws IOException {
    storm(0, 50, new long[0]);

    assertThat(figures())
        .contains("50 % back after: never", "Storm login p99: none", "Peak connects/s: 0");
  }

  @Test
  void summary_json_has_one_storm_for_all_processes() throws IOException {
    storm(0, 90, times(1, 90), 30);
    storm(1, 10, times(1, 6), 5);

    Runs.report(runDir, TestSettings.of());

    assertThat(
            JsonFiles.read(runDir.resolve("summary.json"), JsonNode.class)
                .orElseThrow()
                .path("storm"))
        .hasToString(
            "{\"beginEpochMillis\":1800000060000,\"cut\":100,\"back\":96,"
                + "\"millisUntil50PercentBack\":44,\"millisUntil95PercentBack\":89,"
                + "\"peakConnectsPerSecond\":35,\"loginP99Micros\":9007,\"secondWaveDeaths\":4}");
  }

  @Test
  void an_older_process_has_its_own_figures() throws IOException {
    olderStorm(0, 50, 50);

    assertThat(figures())
        .containsExactly(
            "Back after the cut: 50 of 50 that were cut at 2027-01-15 08:01:00 UTC",
            "50 % back after: 400 ms",
            "95 % back after: 3.00 s",
            "100 % back after: 4.50 s",
            "Peak connects/s: 30",
            "Storm login p99: 2.50 ms",
            "Second-wave deaths: 2 lost after the cut, for another cause");
  }

  @Test
  void of_several_older_processes_the_slowest_decides_and_peaks_are_a_bound() throws IOException {
    olderStorm(0, 50, 50);
    olderStorm(1, 50, 40);

    assertThat(figures())
        .contains(
            "50 % back after: 500 ms in the slowest of 2 processes",
            "95 % back after: never",
            "100 % back after: never",
            "Peak connects/s: 60 at most: the peaks of 2 processes")
        .anyMatch(line -> line.startsWith("Back after the cut: 90 of 100"));
  }

  @Test
  void an_older_process_beside_a_newer_one_is_not_merged_either() throws IOException {
    olderStorm(0, 50, 50);
    storm(1, 50, times(1, 50), 10);

    assertThat(figures())
        .contains(
            "50 % back after: 400 ms in the slowest of 2 processes",
            "100 % back after: 4.50 s in the slowest of 2 processes",
            "Peak connects/s: 40 at most: the peaks of 2 processes");
  }

  @Test
  void run_without_a_drill_has_none() throws IOException {
    Runs.good(runDir).write();

    assertThat(figures()).isEmpty();
    assertThat(runDir.resolve("summary.md")).content().doesNotContain("Storm");
  }
}
