package im.stress.report;

import static im.stress.report.TestSettings.atLeast;
import static im.stress.report.TestSettings.atMost;
import static im.stress.report.TestSettings.p99Below;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.StressSettings;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static final RunEnd INTERRUPTED = new RunEnd(true, Optional.empty(), List.of());

  @TempDir Path runDir;

  private static void verify(Outcome outcome, Verdict verdict, int exitCode, String... reasons) {
    assertThat(outcome.summary().reasons()).containsExactly(reasons);
    assertThat(outcome.verdict()).isEqualTo(verdict);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void thresholds_that_hold_are_a_pass() throws IOException {
    Runs.good(runDir).write();
    StressSettings settings =
        TestSettings.of(
            atLeast("success.overall", 0.99), p99Below("ack", 1000), atMost("messages.lost", 0));
    verify(Runs.report(runDir, settings), Verdict.PASS, 0);
  }

  @Test
  void threshold_that_does_not_hold_is_a_fail_with_its_figure() throws IOException {
    Runs.good(runDir).count(Counter.CONNECTS_OPENED, 98).write();
    StressSettings settings =
        TestSettings.of(atLeast("success.connect", 0.99), p99Below("ack", 10));
    verify(
        Runs.report(runDir, settings),
        Verdict.FAIL,
        2,
        "success.connect >= 0.99: was 98.00 %",
        "ack p99 < 10 ms: was 20.0 ms");
  }

  @Test
  void lagging_event_loops_make_a_run_invalid_and_failed_thresholds_are_still_told()
      throws IOException {
    long[] lags = LongStream.range(0, 2000).map(i -> 412_000).toArray();
    Runs.good(runDir).latency(31, Metric.EVENT_LOOP_LAG, lags).write();
    verify(
        Runs.report(runDir, TestSettings.of(p99Below("ack", 1))),
        Verdict.INVALID,
        3,
        "event loops lagged 412 ms at p99 (bound 100 ms): "
            + "split over more machines or lower the rate",
        "ack p99 < 1 ms: was 20.0 ms");
  }

  @Test
  void every_bound_of_the_monitor_is_checked() throws IOException {
    ShardFolder shard = Runs.good(runDir);
    for (int second = 30; second < 180; second++) {
      shard.monitor(second, 10, 96, 8, 1, 1, 700, 1, 1, 95, 100, 950, 1000, 0);
    }
    shard.leave((ShardFolder.START + 300) * 1000).write();
    assertThat(Runs.report(runDir, TestSettings.of()).summary().reasons())
        .satisfiesExactly(
            gc -> assertThat(gc).startsWith("a garbage collection paused 700 ms (bound 500 ms)"),
            cpu -> assertThat(cpu).startsWith("CPU of the machine was 96 % (bound 85 %)"),
            steal -> assertThat(steal).startsWith("the hypervisor took of the CPU 8 %"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out-of-fds | of file handles (65,535 per process): raise the limit (ulimit -n 100000)",
        "out-of-ports | of local ports (28,000 per process): widen net.ipv4.ip_local_port_range",
        "out-of-memory | of memory: give the process more memory"
      })
  void a_connection_that_this_machine_could_not_make_makes_a_run_invalid(
      String cause, String reason) throws IOException {
    Runs.good(runDir)
        .died(Death.Phase.CONNECT, cause, -1, "", new long[] {0, 0}, new long[] {1, 1})
        .write();
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.summary().reasons())
        .singleElement()
        .asString()
        .startsWith("2 connections were lost because this machine ran out " + reason);
  }

  @Test
  void running_out_of_memory_makes_a_run_invalid_whatever_it_left_behind() throws IOException {
    Runs.good(runDir).state(RunState.RUNNING).write();
    new ShardFolder(runDir, 0, 1).state(RunState.INTERRUPTED).write();
    RunEnd end =
        new RunEnd(
            false, Optional.empty(), List.of("shard-0: out of memory"), List.of(), List.of());
    verify(
        Runs.report(runDir, TestSettings.of(), end),
        Verdict.INVALID,
        3,
        "shard-0: out of memory",
        "machine-0/shard-0: the process ended before it wrote its last figures (was it killed?);"
            + " they stop at its last second");
  }

  @Test
  void shards_stopped_because_another_failed_do_not_make_the_run_interrupted() throws IOException {
    Runs.good(runDir).state(RunState.INTERRUPTED).write();
    RunEnd end = new RunEnd(false, Optional.empty(), List.of("machine-0/shard-1 failed"));
    verify(
        Runs.report(runDir, TestSettings.of(), end), Verdict.FAIL, 1, "machine-0/shard-1 failed");
  }

  @Test
  void cpu_counts_under_full_load_only() throws IOException {
    ShardFolder shard = Runs.good(runDir);
    for (int second = 200; second < 600; second++) {
      shard.monitor(second, 10, 99, 0, 1, 1, 1, 1, 1, 1, 100, 1, 100, 0);
    }
    shard.write();
    verify(Runs.report(runDir, TestSettings.of()), Verdict.PASS, 0);
  }

  @Test
  void interruption_is_told_before_everything_else() throws IOException {
    Runs.good(runDir).state(RunState.RUNNING).write();
    Outcome outcome = Runs.report(runDir, TestSettings.of(p99Below("ack", 1)), INTERRUPTED);
    assertThat(outcome.verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(outcome.exitCode()).isEqualTo(130);
    assertThat(outcome.summary().reasons()).hasSize(3);
    assertThat(outcome.summary().thresholds()).hasSize(1);
  }

  @Test
  void shard_that_says_it_was_interrupted_interrupts_the_run() throws IOException {
    Runs.good(runDir).state(RunState.INTERRUPTED).write();
    assertThat(Runs.report(runDir, TestSettings.of()).exitCode()).isEqualTo(130);
  }

  @Test
  void failed_shard_and_failures_of_the_caller_are_failures_of_the_tool() throws IOException {
    Runs.good(runDir).failed("out of memory").write();
    RunEnd end = new RunEnd(false, Optional.of(true), List.of("machine 1 is missing"));
    verify(
        Runs.report(runDir, TestSettings.of(), end),
        Verdict.FAIL,
        1,
        "machine 1 is missing",
        "machine-0/shard-0 failed: out of memory");
  }

  @Test
  void failed_assertions_of_gatling_fail_the_run() throws IOException {
    Runs.good(runDir).write();
    RunEnd end = new RunEnd(false, Optional.of(false), List.of());
    verify(
        Runs.report(runDir, TestSettings.of(), end),
        Verdict.FAIL,
        2,
        "Gatling's own assertions failed, see gatling/index.html");
  }
}
