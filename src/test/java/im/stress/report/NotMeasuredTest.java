package im.stress.report;

import static im.stress.report.TestSettings.atLeast;
import static im.stress.report.TestSettings.atMost;
import static im.stress.report.TestSettings.byDefault;
import static im.stress.report.TestSettings.p99Below;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.StressSettings;
import im.stress.config.Threshold;
import im.stress.model.Counter;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds without a figure. */
class NotMeasuredTest {

  private static final Threshold ACK = p99Below("ack", 10);

  @TempDir Path runDir;

  private void verifyAsked(StressSettings settings, String reason) throws IOException {
    Outcome outcome = Runs.report(runDir, settings);
    assertThat(outcome.summary().reasons()).containsExactly(reason);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  private void verifyLeftOut(StressSettings settings, String note) throws IOException {
    Outcome outcome = Runs.report(runDir, settings);
    assertThat(outcome.summary().reasons()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    Summary.ThresholdResult result = outcome.summary().thresholds().get(0);
    assertThat(result.actual()).isNull();
    assertThat(result.note()).isEqualTo(note);
    assertThat(runDir.resolve("index.html")).content().contains(note).contains("not judged");
    assertThat(runDir.resolve("summary.md")).content().contains("not judged");
    assertThat(runDir.resolve("junit.xml")).content().contains("<skipped message=\"not measured");
  }

  private ShardFolder withoutAcks() {
    return new ShardFolder(runDir, 0, 0)
        .measures(Measurable.DELIVERY, Measurable.LEDGER)
        .count(Counter.MESSAGES_INTENDED, 10)
        .count(Counter.MESSAGES_DELIVERED, 10);
  }

  private ShardFolder singleUser() {
    return new ShardFolder(runDir, 0, 0)
        .users(1)
        .count(Counter.USERS_STARTED, 1)
        .count(Counter.MESSAGES_SKIPPED, 9);
  }

  @Test
  void default_that_the_protocol_can_not_have_is_left_out() throws IOException {
    withoutAcks().write();
    verifyLeftOut(TestSettings.of(byDefault(ACK)), "not measured: the protocol has no acks");
  }

  @Test
  void threshold_that_the_protocol_can_not_have_fails_when_it_was_asked_for() throws IOException {
    withoutAcks().write();
    verifyAsked(TestSettings.of(ACK), "ack p99 < 10 ms: not measured: the protocol has no acks");
    verifyAsked(
        TestSettings.of(atMost("messages.unacked", 0)),
        "messages.unacked <= 0.0: not measured: the protocol has no acks");
  }

  @Test
  void lack_of_heartbeats_is_named() throws IOException {
    withoutAcks().write();
    verifyAsked(
        TestSettings.of(atLeast("success.heartbeat", 1)),
        "success.heartbeat >= 1.0: not measured: the protocol or the simulation has no heartbeats");
  }

  @Test
  void heartbeats_that_are_not_answered_have_no_figure_but_those_of_sending() throws IOException {
    withoutAcks()
        .count(Counter.HEARTBEATS_INTENDED, 5)
        .count(Counter.HEARTBEATS_SENT, 5)
        .count(Counter.HEARTBEATS_OFFLINE, 5)
        .count(Counter.HEARTBEATS_ANSWERED, 0)
        .count(Counter.HEARTBEATS_MISSED, 0)
        .write();

    verifyLeftOut(
        TestSettings.of(byDefault(atLeast("success.heartbeat", 1))),
        "not measured: the protocol does not answer heartbeats");
    Summary summary = Runs.report(runDir, TestSettings.of()).summary();
    assertThat(summary.heartbeats()).isEqualTo(new Summary.Heartbeats(5L, 5L, null, null, null));
    assertThat(summary.success().heartbeat()).isNull();
    assertThat(summary.success().overall()).isEqualTo(1);
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("Heartbeats sent")
        .doesNotContain("Heartbeats answered");
  }

  @Test
  void default_is_left_out_when_nobody_had_a_contact() throws IOException {
    singleUser().write();
    verifyLeftOut(
        TestSettings.of(byDefault(ACK)),
        "not measured: no message was sent: 1 user has no contact");
  }

  @Test
  void asked_for_threshold_fails_when_nobody_had_a_contact() throws IOException {
    singleUser().write();
    verifyAsked(
        TestSettings.of(atLeast("success.delivery", 1)),
        "success.delivery >= 1.0: not measured: no message was sent: 1 user has no contact");
  }

  @Test
  void messages_that_were_due_and_never_acked_fail_even_by_default() throws IOException {
    Runs.good(runDir).count(Counter.MESSAGES_ACKED, 0).write();
    verifyAsked(
        TestSettings.of(byDefault(p99Below("login", 10)), byDefault(p99Below("reconnect", 10))),
        "login p99 < 10 ms: not measured: none of 100 logins was accepted");
  }

  @Test
  void simulation_without_messages_is_named() throws IOException {
    new ShardFolder(runDir, 0, 0).measures(Measurable.HEARTBEAT).write();
    verifyLeftOut(
        TestSettings.of(byDefault(ACK)), "not measured: no user of the simulation writes messages");
  }

  @Test
  void interval_of_nought_is_named() throws IOException {
    new ShardFolder(runDir, 0, 0).measures().write();
    Duration off = Duration.ZERO;
    Outcome outcome =
        Runs.report(
            runDir,
            TestSettings.of(off, off, ACK, atMost("messages.lost", 0), p99Below("heartbeat", 10)));
    assertThat(outcome.summary().reasons())
        .containsExactly(
            "ack p99 < 10 ms: not measured: messages are off (im.message.interval is 0)",
            "messages.lost <= 0.0: not measured: messages are off (im.message.interval is 0)",
            "heartbeat p99 < 10 ms: not measured: heartbeats are off"
                + " (im.heartbeat.interval is 0)");
  }

  @Test
  void interval_longer_than_the_run_is_named() throws IOException {
    List<Long> hour = List.of(3_600_000_000L);
    new ShardFolder(runDir, 0, 0)
        .latency(1, Metric.CONNECT, 5)
        .intervals(new Intervals(List.of(), List.of(), hour))
        .write();
    verifyLeftOut(
        TestSettings.of(byDefault(p99Below("heartbeat", 10))),
        "not measured: no heartbeat was due (there is one every 60 min)");
  }
}
