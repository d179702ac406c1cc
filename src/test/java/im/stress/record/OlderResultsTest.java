package im.stress.record;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Measurable;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.RunState;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of the first version, written by hand here, as no writer of today makes them. */
class OlderResultsTest {
  @TempDir Path runDir;

  @BeforeEach
  void anOlderFolder() throws IOException {
    Path folder = Files.createDirectories(runDir.resolve("machine-0/shard-0"));
    Files.writeString(
        folder.resolve("counts.json"),
        "{\"schema\":1,\"machine\":0,\"shard\":0,\"shards\":1,\"firstUser\":0,\"users\":9,"
            + "\"measures\":[\"ack\",\"ledger\",\"smell\"],\"state\":\"finished\","
            + "\"startEpochMillis\":5,\"fullLoadEpochMillis\":6,\"leaveEpochMillis\":7,"
            + "\"endEpochMillis\":8,\"peakOnline\":9,"
            + "\"counters\":{\"messagesSent\":42,\"messagesTasted\":3},"
            + "\"deaths\":[{\"phase\":\"online\",\"cause\":\"reset\",\"code\":-1,\"reason\":\"\","
            + "\"count\":2,\"firstEpochMillis\":6,\"lastEpochMillis\":7}],"
            + "\"storm\":{\"beginEpochMillis\":6,\"cut\":2,\"back\":2,"
            + "\"millisUntil50PercentBack\":400,\"peakConnectsPerSecond\":30,"
            + "\"secondWaveDeaths\":0}}");
    Files.writeString(
        folder.resolve("timeline.csv"), "epochSecond,online,sends,deaths\n1,9,20,0\n2,7,22,2\n");
    Files.writeString(folder.resolve("latency.hlog"), "#[Histogram log format version 1.3]\n");
    Files.writeString(folder.resolve("monitor.csv"), "epochSecond,cpuPercent\n1,12.5\n");
    Files.writeString(
        folder.resolve("deaths.jsonl"),
        "{\"epochMillis\":6,\"user\":\"u7\",\"phase\":\"online\",\"cause\":\"reset\",\"code\":-1}\n");
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"host\":\"load-1\",\"seed\":42,\"gatling\":\"3.15.1\"}");
  }

  private RunData read() throws IOException {
    return RunReader.readAndMerge(runDir);
  }

  @Test
  void counts_are_read_and_what_only_another_version_knows_is_left_out() throws IOException {
    ShardCounts counts = read().shards().get(0).counts().orElseThrow();

    assertThat(counts.users()).isEqualTo(9);
    assertThat(counts.progress().state()).isEqualTo(RunState.FINISHED);
    assertThat(counts.facts().measures()).containsExactly(Measurable.ACK, Measurable.LEDGER);
    assertThat(counts.counters()).containsOnlyKeys(Counter.MESSAGES_SENT);
    assertThat(counts.presence()).isNull();
    assertThat(read().problems()).isEmpty();
  }

  @Test
  void deaths_without_times_are_counted() throws IOException {
    RunData run = read();

    assertThat(run.deaths().get(0).count()).isEqualTo(2);
    assertThat(run.deaths().get(0).ageMillis().getTotalCount()).isZero();
    assertThat(run.deathLines().get(0).kind().phase()).isEqualTo(Death.Phase.ONLINE);
  }

  @Test
  void a_storm_keeps_its_own_percentiles() throws IOException {
    Storm storm = read().storm().orElseThrow();

    assertThat(storm.back()).isEqualTo(2);
    assertThat(storm.millisUntil50PercentBack()).isEqualTo(400);
    assertThat(storm.millisUntil95PercentBack()).isNull();
    assertThat(storm.peakConnectsPerSecond()).isEqualTo(30);
  }

  @Test
  void columns_that_are_missing_were_not_measured() throws IOException {
    RunData run = read();

    Row<TimelineColumn> row = run.timeline().rows().get(1);
    assertThat(row.count(TimelineColumn.ONLINE)).isEqualTo(7);
    assertThat(row.get(TimelineColumn.ACK_P99)).isNaN();
    assertThat(run.monitor().values(MonitorColumn.CPU_PERCENT)).containsExactly(12.5);
    assertThat(run.monitor().values(MonitorColumn.CGROUP_CPU_PERCENT)).isEmpty();
  }
}
