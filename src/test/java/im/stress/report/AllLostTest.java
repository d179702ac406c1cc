package im.stress.report;

import static im.stress.report.TestSettings.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.RunState;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of 100 users for 150 s in which nobody is online at the end. */
class AllLostTest {

  @TempDir Path runDir;

  private ShardFolder allLost() {
    return Runs.good(runDir).presence(100, 0, 13_500_000, 1_000_000);
  }

  /** The user's threshold holds. */
  private Outcome report() throws IOException {
    return Runs.report(runDir, TestSettings.of(atMost("messages.duplicated", 0)));
  }

  private void verifyFirstLine(String line) throws IOException {
    Outcome outcome = report();
    assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.summary().reasons().get(0)).isEqualTo(line);
  }

  @Test
  void run_fails_whatever_its_thresholds_are() throws IOException {
    allLost().lost("reset", 8.1, 8.4).write();
    verifyFirstLine("all 100 users lost at 0:08, 142 s before the end");
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("Nobody was online at the end.")
        .contains("<li>all 100 users lost at 0:08");
    assertThat(runDir.resolve("junit.xml"))
        .content()
        .contains("failures=\"1\"")
        .contains("<failure message=\"all 100 users lost at 0:08");
    assertThat(RunReport.console(runDir, report())).contains("- all 100 users lost at 0:08");
  }

  @Test
  void users_lost_one_after_the_other_are_lost_by_the_last_time() throws IOException {
    allLost().lost("reset", 8, 60).lost("half-open", 70, 135).write();
    verifyFirstLine("all 100 users lost by 2:15, 15 s before the end");
  }

  @Test
  void long_time_before_the_end_is_told_in_minutes() throws IOException {
    allLost().leave((ShardFolder.START + 3_608) * 1_000).lost("reset", 8, 8).write();
    verifyFirstLine("all 100 users lost at 0:08, 60 min before the end");
  }

  @Test
  void failed_attempts_to_come_back_are_no_losses() throws IOException {
    long[] one = {1};
    allLost().lost("reset", 1, 1).died(Death.Phase.CONNECT, "refused", -1, "", one, one).write();
    verifyFirstLine("all 100 users lost at 0:01, 149 s before the end");
  }

  @Test
  void users_who_never_came_are_told_apart() throws IOException {
    allLost().count(Counter.USERS_LOGGED_IN, 97).lost("reset", 8, 8).write();
    verifyFirstLine("all 97 users who came online were lost at 0:08, 142 s before the end");
  }

  @Test
  void run_to_which_nobody_came_fails() throws IOException {
    long[] one = {1};
    Runs.good(runDir)
        .presence(100, 0, 13_500_000, 0)
        .count(Counter.USERS_LOGGED_IN, 0)
        .died(Death.Phase.CONNECT, "refused", -1, "", one, one)
        .write();
    verifyFirstLine("none of 100 users came online before the end");
  }

  @Test
  void run_to_which_all_came_too_late_fails() throws IOException {
    Runs.good(runDir).presence(100, 0, 13_500_000, 0).lost("reset", 151, 151).write();
    verifyFirstLine("none of 100 users came online before the end");
  }

  @Test
  void drill_that_cut_everybody_for_good_is_named() throws IOException {
    allLost().lost("storm-reset", 8, 8).write();
    verifyFirstLine("all 100 users lost at 0:08, 142 s before the end: cut by im.storm");
  }

  @Test
  void one_user_at_the_end_is_enough() throws IOException {
    Runs.good(runDir).presence(100, 1, 13_500_000, 1_000_000).lost("reset", 8, 8).write();
    assertThat(report().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void somebody_of_another_process_is_enough() throws IOException {
    allLost().shards(2).users(50).presence(50, 0, 9, 1).lost("reset", 8, 8).write();
    new ShardFolder(runDir, 0, 1).shards(2).users(50).presence(50, 50, 9, 9).write();
    assertThat(report().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void users_who_left_in_order_are_not_lost() throws IOException {
    Runs.good(runDir).presence(1, 0, 13_500_000, 13_000_000).lost("reset", 8, 8).write();
    assertThat(report().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void limit_of_the_load_generator_is_told_before() throws IOException {
    long[] lags = LongStream.range(0, 2000).map(i -> 412_000).toArray();
    allLost().lost("reset", 8, 8).latency(31, Metric.EVENT_LOOP_LAG, lags).write();
    Outcome outcome = report();
    assertThat(outcome.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(outcome.summary().reasons())
        .satisfiesExactly(
            client -> assertThat(client).startsWith("event loops lagged"),
            lost -> assertThat(lost).startsWith("all 100 users lost"));
  }

  @Test
  void interruption_is_told_before() throws IOException {
    allLost().lost("reset", 8, 8).write();
    RunEnd end = new RunEnd(true, Optional.empty(), List.of());
    Outcome outcome = Runs.report(runDir, TestSettings.of(), end);
    assertThat(outcome.verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(outcome.summary().reasons()).hasSize(2);
  }

  @Test
  void users_of_a_killed_process_are_our_own_loss() throws IOException {
    allLost().state(RunState.RUNNING).write();
    Outcome outcome = report();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.summary().reasons())
        .singleElement()
        .asString()
        .startsWith("machine-0/shard-0: the process ended before it wrote its last figures");
  }
}
