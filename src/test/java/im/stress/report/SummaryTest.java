package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.LoadSettings;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Measurable;
import im.stress.model.Metric;
import im.stress.record.JsonFiles;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

  private static final List<String> FIGURES_OF_A_LATENCY =
      List.of("count", "min", "mean", "p50", "p90", "p95", "p99", "p999", "max");

  @TempDir Path runDir;

  private JsonNode summary() throws IOException {
    Runs.report(runDir, TestSettings.of(TestSettings.atLeast("success.connect", 0.99)));
    return JsonFiles.read(runDir.resolve("summary.json"), JsonNode.class).orElseThrow();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void field_names_and_order_are_those_of_the_contract() throws IOException {
    long[] idle = {30_000, 30_010, 30_020};
    Runs.good(runDir)
        .latency(1, Metric.CONNECT, 900)
        .died(
            Death.Phase.ONLINE,
            "closed-by-server",
            1006,
            "",
            idle,
            new long[] {40_000, 70_000, 99_000})
        .write();
    JsonNode summary = summary();
    assertThat(names(summary))
        .startsWith(
            "schema",
            "run",
            "verdict",
            "reasons",
            "settings",
            "users",
            "connections",
            "messages",
            "heartbeats",
            "rates",
            "latencyMicros",
            "success",
            "warnings",
            "client",
            "thresholds",
            "machines");
    assertThat(names(summary.path("settings")))
        .containsExactly(
            "users",
            "rampUpSeconds",
            "durationSeconds",
            "messageIntervalMillis",
            "heartbeatIntervalMillis",
            "codec",
            "targets",
            "machines",
            "shards");
    assertThat(names(summary.path("users")))
        .containsExactly("asked", "connected", "loggedIn", "peakOnline");
    assertThat(names(summary.path("connections")))
        .containsExactly(
            "attempted", "opened", "failed", "unfinished", "lost", "reconnected", "deaths");
    assertThat(names(summary.at("/connections/deaths/0")))
        .contains("phase", "cause", "code", "reason", "count", "advice");
    assertThat(names(summary.path("messages")))
        .containsExactly(
            "intended",
            "sent",
            "skippedNoContact",
            "blocked",
            "acked",
            "unacked",
            "refused",
            "delivered",
            "lost",
            "lostInGap",
            "duplicated",
            "reordered",
            "misrouted",
            "echoed",
            "ackedNotDelivered",
            "passedOver");
    assertThat(names(summary.path("heartbeats")))
        .containsExactly("intended", "sent", "answered", "missed", "refused");
    assertThat(names(summary.path("rates")))
        .containsExactly("sentPerSecond", "ackedPerSecond", "deliveredPerSecond");
    assertThat(names(summary.path("latencyMicros")))
        .containsExactly(
            "connect", "ack", "delivery", "sendLateness", "heartbeatLateness", "eventLoopLag");
    assertThat(names(summary.at("/latencyMicros/ack"))).isEqualTo(FIGURES_OF_A_LATENCY);
    assertThat(names(summary.path("success")))
        .containsExactly("online", "connect", "login", "ack", "delivery", "heartbeat", "overall");
    assertThat(summary.path("warnings").isArray()).isTrue();
    assertThat(names(summary.path("client")))
        .containsExactly(
            "cpuPercentMean",
            "cpuPercentMax",
            "rssBytesMax",
            "gcPauseMillisMax",
            "fdLimit",
            "fdUsedMax");
    assertThat(names(summary.at("/thresholds/0"))).contains("name", "actual", "ok");
    assertThat(names(summary.at("/machines/0")))
        .containsExactly("id", "host", "shards", "users", "clockOffsetMicros", "clockErrorMicros");
  }

  @Test
  void figures_are_those_of_the_example() throws IOException {
    Runs.good(runDir).write();
    JsonNode summary = summary();
    assertThat(summary.at("/verdict").asText()).isEqualTo("PASS");
    assertThat(summary.at("/rates/sentPerSecond").asDouble()).isEqualTo(20.0);
    assertThat(summary.at("/messages/delivered").asLong()).isEqualTo(2400);
    assertThat(summary.at("/success/overall").asDouble()).isEqualTo(1.0);
    assertThat(summary.at("/latencyMicros/ack/count").asLong()).isEqualTo(2400);
    assertThat(summary.at("/latencyMicros/ack/p50").asLong()).isBetween(10_000L, 10_010L);
    assertThat(summary.at("/latencyMicros/ack/max").asLong()).isBetween(20_000L, 20_020L);
    assertThat(summary.at("/client/cpuPercentMean").asDouble()).isEqualTo(12.5);
    assertThat(summary.at("/client/fdUsedMax").asLong()).isEqualTo(150);
    assertThat(summary.at("/settings/rampUpSeconds").asText()).isEqualTo("30");
    assertThat(summary.at("/machines/0/clockOffsetMicros").asLong()).isEqualTo(-12);
    assertThat(summary.path("anomalies").isEmpty()).isTrue();
  }

  @Test
  void what_was_not_measured_is_absent() throws IOException {
    Runs.good(runDir)
        .measures()
        .count(Counter.MESSAGES_ACKED, 0)
        .count(Counter.HEARTBEATS_INTENDED, 0)
        .write();
    JsonNode summary = summary();
    assertThat(names(summary.path("messages")))
        .containsExactly("intended", "sent", "skippedNoContact", "blocked");
    assertThat(names(summary.path("success")))
        .containsExactly("online", "connect", "login", "overall");
    assertThat(names(summary.path("rates"))).containsExactly("sentPerSecond");
  }

  @Test
  void success_is_what_succeeded_of_what_was_due() throws IOException {
    Runs.good(runDir)
        .count(Counter.CONNECTS_OPENED, 90)
        .count(Counter.LOGINS_ATTEMPTED, 90)
        .count(Counter.LOGINS_ACCEPTED, 45)
        .count(Counter.MESSAGES_INTENDED, 1000)
        .count(Counter.MESSAGES_ACKED, 800)
        .count(Counter.MESSAGES_DELIVERED, 700)
        .count(Counter.HEARTBEATS_ANSWERED, 100)
        .write();
    Summary.Success success = Runs.report(runDir, TestSettings.of()).summary().success();
    assertThat(success.connect()).isEqualTo(0.9);
    assertThat(success.login()).isEqualTo(0.5);
    assertThat(success.ack()).isEqualTo(0.8);
    assertThat(success.delivery()).isEqualTo(0.7);
    assertThat(success.heartbeat()).isEqualTo(0.25);
    assertThat(success.overall())
        .isEqualTo((90 + 45 + 800 + 700 + 100) / (100.0 + 90 + 1000 + 1000 + 400));
  }

  @Test
  void what_was_due_while_its_user_was_offline_lowers_overall_alone() throws IOException {
    Runs.good(runDir)
        .count(Counter.MESSAGES_OFFLINE, 600)
        .count(Counter.HEARTBEATS_OFFLINE, 100)
        .write();
    Summary.Success success = Runs.report(runDir, TestSettings.of()).summary().success();
    assertThat(success.ack()).isEqualTo(1.0);
    assertThat(success.delivery()).isEqualTo(1.0);
    assertThat(success.heartbeat()).isEqualTo(1.0);
    // 100 connects, 100 logins, 2400 acks, 2400 deliveries and 400 heartbeats.
    assertThat(success.overall()).isEqualTo(5400 / (5400.0 + 600 + 600 + 100));
  }

  @Test
  void messages_without_acks_are_missed_once_each() throws IOException {
    Runs.good(runDir)
        .measures(Measurable.DELIVERY, Measurable.LEDGER)
        .count(Counter.MESSAGES_ACKED, 0)
        .count(Counter.MESSAGES_OFFLINE, 600)
        .write();
    Summary.Success success = Runs.report(runDir, TestSettings.of()).summary().success();
    assertThat(success.overall()).isEqualTo(3000 / (3000.0 + 600));
  }

  @Test
  void clock_that_nobody_measured_is_absent() throws IOException {
    new ShardFolder(runDir, 0, 0).write();
    assertThat(names(summary().at("/machines/0"))).containsExactly("id", "host", "shards", "users");
  }

  @Test
  void odd_counters_are_told_when_they_are_not_zero() throws IOException {
    Runs.good(runDir).count(Counter.ACKS_UNKNOWN, 3).write();
    Summary summary = Runs.report(runDir, TestSettings.of()).summary();
    assertThat(summary.anomalies()).containsExactlyEntriesOf(java.util.Map.of("acksUnknown", 3L));
  }

  @Test
  void fraction_of_a_second_in_the_settings_is_kept() throws IOException {
    Runs.good(runDir).write();
    LoadSettings load = new LoadSettings(100, Duration.ofMillis(2_500), Duration.ofMinutes(2));
    Runs.report(runDir, TestSettings.of(load));
    JsonNode settings =
        JsonFiles.read(runDir.resolve("summary.json"), JsonNode.class)
            .orElseThrow()
            .path("settings");
    assertThat(settings.path("rampUpSeconds").toString()).isEqualTo("2.5");
    assertThat(settings.path("durationSeconds").toString()).isEqualTo("120");
  }
}
