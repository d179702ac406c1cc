package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormFiguresTest {

  @TempDir Path runDir;

  private ObjectNode storm(int shard, int cut, int back) throws IOException {
    ShardFolder folder = new ShardFolder(runDir, 0, shard);
    folder.put("shards", shard + 1);
    ObjectNode storm = folder.counts.putObject("storm");
    storm.put("beginEpochMillis", (ShardFolder.START + 60) * 1000).put("cut", cut);
    storm.put("back", back).put("millisUntil50PercentBack", 400 + 100 * shard);
    storm.put("peakConnectsPerSecond", 30).put("loginP99Micros", 2500).put("secondWaveDeaths", 2);
    if (cut == back) {
      storm.put("millisUntil95PercentBack", 3000).put("millisUntil100PercentBack", 4500);
    }
    folder.write();
    return storm;
  }

  private List<String> figures() throws IOException {
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    return StormFigures.of(outcome.summary()).stream()
        .map(line -> (line.label() + ": " + line.value() + " " + line.detail()).strip())
        .toList();
  }

  @Test
  void figures_of_one_process_are_its_own() throws IOException {
    storm(0, 50, 50);
    assertThat(figures())
        .containsExactly(
            "Back after the cut: 50 of 50 that were cut at 2027-01-15 08:01:00 UTC",
            "50 % back after: 400 ms",
            "95 % back after: 3.00 s",
            "100 % back after: 4.50 s",
            "Peak connects/s: 30",
            "Storm login p99: 2.50 ms",
            "Second-wave deaths: 2 lost after the cut, for another cause");
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("## Storm", "| 95 % back after | 3.00 s |");
  }

  @Test
  void of_several_processes_the_slowest_decides_and_peaks_are_a_bound() throws IOException {
    storm(0, 50, 50);
    storm(1, 50, 40);
    assertThat(figures())
        .contains(
            "50 % back after: 500 ms in the slowest of 2 processes",
            "95 % back after: never",
            "100 % back after: never",
            "Peak connects/s: 60 at most: the peaks of 2 processes")
        .anyMatch(line -> line.startsWith("Back after the cut: 90 of 100"));
  }

  @Test
  void run_without_a_drill_has_none() throws IOException {
    Runs.good(runDir).write();
    assertThat(figures()).isEmpty();
    assertThat(runDir.resolve("summary.md")).content().doesNotContain("Storm");
  }
}
