package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.RunState;
import im.stress.model.TimelineColumn;
import im.stress.record.RowTable;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TornFilesTest {

  @TempDir Path runDir;

  private static void cut(Path file, int bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - bytes));
  }

  @Test
  void folder_without_shards_is_a_failure_of_the_tool() throws IOException {
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(outcome.summary().reasons())
        .containsExactly("no process left any data: there is no machine-K/shard-J folder");
    assertThat(outcome.summary().users().asked()).isEqualTo(100);
    assertThat(outcome.summary().connections()).isNull();
    assertThat(outcome.summary().client()).isNull();
    assertThat(outcome.summary().latencyMicros()).isEmpty();
    assertThat(runDir.resolve("index.html")).content().contains("Nothing was measured.");
  }

  @Test
  void empty_shard_folder_says_that_it_never_started() throws IOException {
    Files.createDirectories(runDir.resolve("machine-0/shard-0"));
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.summary().reasons().get(0)).startsWith("machine-0/shard-0: no counts.json");
  }

  @Test
  void killed_shard_gives_what_it_wrote_up_to_its_last_whole_line() throws IOException {
    ShardFolder shard =
        new ShardFolder(runDir, 0, 0)
            .state(RunState.RUNNING)
            .count(Counter.MESSAGES_SENT, 9)
            .second(0, 10, 5, 0, 0, 0)
            .second(1, 10, 4, 0, 0, 0)
            .deathLine(1, Death.Phase.ONLINE, "reset", -1, "")
            .deathLine(2, Death.Phase.ONLINE, "reset", -1, "")
            .latency(0, Metric.ACK, 1000)
            .latency(1, Metric.ACK, 2000);
    shard.write();
    cut(shard.folder.resolve("timeline.csv"), 4);
    cut(shard.folder.resolve("deaths.jsonl"), 4);
    cut(shard.folder.resolve("latency.hlog"), 9);
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.summary().reasons().get(0))
        .startsWith("machine-0/shard-0: the process ended before it wrote its last figures");
    assertThat(outcome.summary().messages().sent()).isEqualTo(9);
    assertThat(outcome.summary().latencyMicros().get("ack").count()).isEqualTo(1);
    assertThat(Files.readAllLines(runDir.resolve("timeline.csv"))).hasSize(2);
    assertThat(Files.readAllLines(runDir.resolve("deaths.jsonl"))).hasSize(1);
  }

  @Test
  void number_without_a_line_end_may_be_cut_and_is_not_taken() throws IOException {
    Path file = runDir.resolve("t.csv");
    Files.writeString(file, "epochSecond,sends\n1,20\n2,3");
    assertThat(RowTable.read(file, TimelineColumn.class).values(TimelineColumn.SENDS))
        .containsExactly(20.0);
  }

  @Test
  void torn_counts_are_told_and_the_other_shard_is_reported() throws IOException {
    Runs.good(runDir).shards(2).write();
    Path torn = new ShardFolder(runDir, 0, 1).shards(2).write().resolve("counts.json");
    cut(torn, 20);
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.summary().reasons())
        .containsExactly(
            "machine-0/shard-1: counts.json can't be read, so this process is not in the figures");
    assertThat(outcome.summary().messages().sent()).isEqualTo(2400);
  }

  @Test
  void shard_that_left_no_folder_is_missed() throws IOException {
    Runs.good(runDir).shards(2).users(50).write();
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.summary().reasons())
        .containsExactly("machine-0/shard-1: missing, expected 2 shards of machine 0");
    assertThat(outcome.summary().users().asked()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latency.hlog", "timeline.csv", "monitor.csv"})
  void file_that_was_not_copied_is_no_pass(String file) throws IOException {
    Path folder = Runs.good(runDir).write();
    Files.delete(folder.resolve(file));
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.summary().reasons())
        .contains(
            "machine-0/shard-0: no %s, so what this process measured is not in all figures; copy its whole folder"
                .formatted(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 70})
  void latencies_of_which_a_part_was_copied_are_no_pass(int lost) throws IOException {
    cut(Runs.good(runDir).write().resolve("latency.hlog"), lost);
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.summary().reasons())
        .contains(
            "machine-0/shard-0: latency.hlog can't be read to its end, so not all latencies are in the"
                + " percentiles; copy it again");
  }

  @Test
  void garbage_in_every_file_is_no_exception() throws IOException {
    Path folder = Runs.good(runDir).write();
    byte[] garbage = "Tag=ack,1,1,1,HIST\u0000{]\"\n,,,\n".getBytes(StandardCharsets.UTF_8);
    for (String file :
        new String[] {
          "counts.json",
          "timeline.csv",
          "monitor.csv",
          "deaths.jsonl",
          "ledger-samples.jsonl",
          "latency.hlog",
          "manifest.json"
        }) {
      Files.write(folder.resolve(file), garbage);
    }
    assertThat(Runs.report(runDir, TestSettings.of()).exitCode()).isEqualTo(1);
  }
}
