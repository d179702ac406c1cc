package im.stress.report;

import static im.stress.report.TestSettings.atLeast;
import static im.stress.report.TestSettings.byDefault;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Measurable;
import im.stress.model.RunState;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeOnlineTest {

  @TempDir Path runDir;

  private ShardFolder shard(int machine, int shard) {
    return new ShardFolder(runDir, machine, shard).shards(2).users(50);
  }

  private Summary report() throws IOException {
    return Runs.report(runDir, TestSettings.of(atLeast("success.online", 0.99))).summary();
  }

  @Test
  void times_of_all_processes_and_machines_add_up() throws IOException {
    shard(0, 0).presence(50, 50, 1_000, 1_000).write();
    shard(0, 1).presence(50, 50, 1_000, 700).write();
    shard(1, 0).presence(50, 50, 1_000, 900).write();
    shard(1, 1).presence(50, 50, 1_000, 800).write();
    assertThat(report().success().online()).isEqualTo(0.85);
  }

  @Test
  void failed_threshold_says_how_many_were_missing_at_the_end() throws IOException {
    shard(0, 0).presence(50, 43, 1_000, 950).write();
    shard(0, 1).presence(50, 49, 1_000, 990).write();
    assertThat(report().reasons())
        .containsExactly(
            "success.online >= 0.99: was 97.00 %, 8 of 100 users were not online at the end");
    assertThat(runDir.resolve("index.html")).content().contains("Time online");
  }

  @Test
  void of_users_who_make_requests_alone_it_is_not_known() throws IOException {
    shard(0, 0).measures(Measurable.ACK).count(Counter.REQUESTS, 9).presence(50, 50, 9, 9).write();
    shard(0, 1).measures(Measurable.ACK).count(Counter.REQUESTS, 9).presence(50, 50, 9, 9).write();
    Summary summary =
        Runs.report(runDir, TestSettings.of(byDefault(atLeast("success.online", 0.99)))).summary();

    assertThat(summary.success().online()).isNull();
    assertThat(summary.reasons()).isEmpty();
    assertThat(summary.thresholds().get(0).note())
        .isEqualTo("not measured: " + NotMeasured.ONLINE_UNKNOWN);
    assertThat(KeyFigures.of(summary))
        .contains(KeyFigures.Line.calm("Time online", "–", NotMeasured.ONLINE_UNKNOWN))
        .noneMatch(line -> line.label().equals("Connections lost"));
  }

  @Test
  void of_users_who_poll_it_is_known() throws IOException {
    shard(0, 0)
        .measures(Measurable.ONLINE)
        .count(Counter.REQUESTS, 9)
        .presence(50, 50, 10, 9)
        .write();
    shard(0, 1).measures(Measurable.ONLINE).presence(50, 50, 10, 9).write();

    assertThat(report().success().online()).isEqualTo(0.9);
  }

  @Test
  void threshold_that_holds_says_nothing_more() throws IOException {
    shard(0, 0).presence(50, 50, 1_000, 1_000).write();
    shard(0, 1).presence(50, 49, 1_000, 999).write();
    Summary summary = report();
    assertThat(summary.reasons()).isEmpty();
    assertThat(summary.thresholds().get(0).note()).isNull();
  }

  @Test
  void users_of_a_killed_process_are_missing_at_the_end() throws IOException {
    shard(0, 0).presence(50, 50, 1_000, 1_000).write();
    shard(0, 1).state(RunState.RUNNING).presence(50, 50, 1_000, 300).write();
    Summary summary = report();
    assertThat(summary.success().online()).isEqualTo(0.65);
    assertThat(summary.reasons())
        .anyMatch(r -> r.endsWith("50 of 100 users were not online at the end"));
  }

  /** Each would have been online for 120 s and, on average, half of the ramp of 30 s. */
  @Test
  void users_of_a_process_that_left_nothing_were_never_online() throws IOException {
    shard(0, 0).presence(50, 50, 50 * 135_000, 50 * 135_000).write();
    assertThat(report().success().online()).isEqualTo(0.5);
  }

  @Test
  void more_online_than_planned_is_rounding_and_all() throws IOException {
    shard(0, 0).presence(50, 50, 1_000, 1_001).write();
    shard(0, 1).presence(50, 50, 1_000, 1_000).write();
    assertThat(report().success().online()).isEqualTo(1.0);
  }

  @Test
  void processes_that_did_not_measure_it_have_none() throws IOException {
    shard(0, 0).write();
    shard(0, 1).write();
    assertThat(report().success().online()).isNull();
  }
}
