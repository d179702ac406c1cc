package im.stress.report;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.model.RunState;
import im.stress.record.JsonFiles;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarySoFarTest {
  @TempDir Path runDir;

  private JsonNode summary() throws IOException {
    return JsonFiles.read(runDir.resolve("summary.json"), JsonNode.class).orElseThrow();
  }

  @Test
  void figures_of_a_run_that_is_on_are_those_that_its_end_would_have() throws IOException {
    Runs.good(runDir).state(RunState.RUNNING).write();
    new SummarySoFar(runDir, TestSettings.of()).write(START * 1_000 + 60_000);
    JsonNode soFar = summary();
    Runs.good(runDir).write();
    Runs.report(runDir, TestSettings.of());

    for (String section :
        new String[] {"messages", "heartbeats", "rates", "latencyMicros", "client", "users"}) {
      assertThat(soFar.get(section)).as(section).isEqualTo(summary().get(section));
    }
  }

  @Test
  void it_is_no_verdict_and_says_so() throws IOException {
    Runs.good(runDir).state(RunState.RUNNING).write();
    new SummarySoFar(runDir, TestSettings.of(TestSettings.atMost("messages.lost", -1)))
        .write(START * 1_000 + 60_000);

    assertThat(summary().path("verdict").asText()).isEqualTo("INTERRUPTED");
    assertThat(summary().path("reasons"))
        .singleElement()
        .extracting(JsonNode::asText)
        .asString()
        .startsWith("the run was still going on at 2027-01-15 08:01:00 UTC: ");
    assertThat(summary().path("thresholds")).isEmpty();
    assertThat(summary().path("success").has("online")).isFalse();
    assertThat(summary().path("success").path("ack").asDouble()).isEqualTo(1);
    assertThat(summary().path("schema").asInt()).isEqualTo(1);
  }

  @Test
  void what_is_added_is_in_the_next_one_and_nothing_is_counted_twice() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0).state(RunState.RUNNING);
    shard.second(0, 1, 1, 1, 1, 0).count(Counter.MESSAGES_SENT, 1);
    shard.latency(0, Metric.ACK, 100).write();
    SummarySoFar summary = new SummarySoFar(runDir, TestSettings.of());
    summary.write(0);
    Path log = shard.folder.resolve("latency.hlog");
    String before = Files.readString(log);
    shard.second(1, 1, 2, 2, 2, 0).count(Counter.MESSAGES_SENT, 3);
    shard.latency(1, Metric.ACK, 300, 500).write();
    String after = Files.readString(log);
    assertThat(after).startsWith(before);
    Files.writeString(log, after.substring(0, after.length() - 9));
    summary.write(0);
    assertThat(summary().at("/latencyMicros/ack/count").asInt()).isEqualTo(1);
    Files.writeString(log, after);

    summary.write(0);

    assertThat(summary().at("/latencyMicros/ack/count").asInt()).isEqualTo(3);
    assertThat(summary().at("/messages/sent").asInt()).isEqualTo(3);
  }

  @Test
  void nothing_is_written_before_a_process_has_begun() throws IOException {
    Files.createDirectories(runDir.resolve("machine-0/shard-0"));

    new SummarySoFar(runDir, TestSettings.of()).write(0);

    assertThat(runDir.resolve("summary.json")).doesNotExist();
  }
}
