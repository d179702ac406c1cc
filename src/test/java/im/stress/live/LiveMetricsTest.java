package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Measurable;
import im.stress.model.MonitorColumn;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMetricsTest {
  private static final long[] ONE = {1};

  @TempDir Path temporary;
  private Watching watching;

  @BeforeEach
  void begin() throws IOException {
    watching = new Watching(temporary).begin();
  }

  @AfterEach
  void close() {
    watching.close();
  }

  private MetricsText metrics() throws IOException {
    return MetricsText.of(watching.metrics());
  }

  private double value(String name) throws IOException {
    return metrics().value(name, "run-1");
  }

  @Test
  void counts_and_gauges_are_those_of_the_shards() throws IOException {
    watching.second(87).second(88);

    assertThat(value("im_stress_messages_sent_total")).isEqualTo(40);
    assertThat(value("im_stress_messages_delivered_total")).isEqualTo(38);
    assertThat(value("im_stress_users_online")).isEqualTo(88);
    assertThat(value("im_stress_users")).isEqualTo(100);
    assertThat(value("im_stress_client_cpu_ratio")).isEqualTo(0.125);
    assertThat(value("im_stress_client_rss_bytes")).isEqualTo(2e8);
    assertThat(value("im_stress_start_timestamp_seconds")).isEqualTo(1_800_000_000);
  }

  @Test
  void what_happens_within_a_second_is_added_up() throws IOException {
    watching.second(87).second(87).second(87);
    watching.shard.monitor(3, column -> column == MonitorColumn.TCP_RETRANSMITS ? 7 : Double.NaN);
    watching.shard.monitor(4, column -> column == MonitorColumn.TCP_RETRANSMITS ? 5 : Double.NaN);
    watching.shard.write();

    assertThat(value("im_stress_client_gc_pauses_total")).isEqualTo(3);
    assertThat(value("im_stress_client_gc_pause_seconds_total")).isEqualTo(0.009);
    assertThat(value("im_stress_machine_tcp_retransmits_total")).isEqualTo(12);
    assertThat(metrics().names()).doesNotContain("im_stress_target_gc_pause_seconds_total");
  }

  @Test
  void what_is_not_counted_each_second_keeps_its_last_value_for_half_a_minute() throws IOException {
    watching.shard.monitor(0, column -> column == MonitorColumn.PORTS_USED ? 80 : Double.NaN);
    for (int second = 1; second < 30; second++) {
      watching.shard.monitor(
          second, column -> column == MonitorColumn.CPU_PERCENT ? 5 : Double.NaN);
    }
    watching.shard.write();
    assertThat(value("im_stress_machine_ports_used")).isEqualTo(80);

    watching.shard.monitor(30, column -> column == MonitorColumn.CPU_PERCENT ? 5 : Double.NaN);
    watching.shard.write();
    assertThat(metrics().names()).doesNotContain("im_stress_machine_ports_used");
  }

  @Test
  void latencies_are_histograms_in_seconds() throws IOException {
    watching.second(87).second(87);

    assertThat(metrics().types()).containsEntry("im_stress_ack_seconds", "histogram");
    assertThat(metrics().series("im_stress_ack_seconds_bucket{run=\"run-1\",le=\"0.001\"}"))
        .isEqualTo(2);
    assertThat(metrics().series("im_stress_ack_seconds_bucket{run=\"run-1\",le=\"0.01\"}"))
        .isEqualTo(2);
    assertThat(metrics().series("im_stress_ack_seconds_bucket{run=\"run-1\",le=\"0.02\"}"))
        .isEqualTo(4);
    assertThat(metrics().series("im_stress_ack_seconds_bucket{run=\"run-1\",le=\"+Inf\"}"))
        .isEqualTo(4);
    assertThat(value("im_stress_ack_seconds_count")).isEqualTo(4);
    assertThat(value("im_stress_ack_seconds_sum")).isCloseTo(0.042, within(0.042 / 1000));
  }

  @Test
  void names_keep_to_the_conventions() throws IOException {
    watching.second(87);

    assertThat(metrics().names())
        .allMatch(PrometheusNaming::isValidLegacyMetricName)
        .allMatch(name -> name.startsWith("im_stress_"))
        .noneMatch(name -> name.matches(".*_(millis|micros|ms|percent)(_.*)?"));
    metrics()
        .types()
        .forEach(
            (name, type) -> assertThat(name.endsWith("_total")).isEqualTo(type.equals("counter")));
  }

  @Test
  void lost_connections_are_counted_by_cause_and_phase() throws IOException {
    watching
        .shard
        .died(Death.Phase.ONLINE, "reset", -1, "", new long[] {1, 2}, ONE)
        .died(Death.Phase.ONLINE, "reset", -1, "another reason", ONE, ONE)
        .died(Death.Phase.CONNECT, "refused", -1, "", ONE, ONE);
    watching.second(87);

    assertThat(
            metrics()
                .series("im_stress_deaths_total{cause=\"reset\",phase=\"online\",run=\"run-1\"}"))
        .isEqualTo(3);
    assertThat(
            metrics()
                .series(
                    "im_stress_deaths_total{cause=\"refused\",phase=\"connect\",run=\"run-1\"}"))
        .isEqualTo(1);
  }

  @Test
  void failed_requests_are_no_lost_connections() throws IOException {
    watching
        .shard
        .count(Counter.REQUESTS, 5)
        .died(Death.Phase.REQUEST, "request-timeout", -1, "", new long[] {1, 2}, ONE)
        .died(Death.Phase.LOGIN, "reset", -1, "", ONE, ONE);
    watching.second(87);

    assertThat(
            metrics()
                .series(
                    "im_stress_request_failures_total{cause=\"request-timeout\",run=\"run-1\"}"))
        .isEqualTo(2);
    assertThat(watching.metrics().lines().filter(line -> line.startsWith("im_stress_deaths_total")))
        .singleElement()
        .asString()
        .startsWith("im_stress_deaths_total{cause=\"reset\",phase=\"login\",run=\"run-1\"}");
  }

  @Test
  void however_many_causes_there_are_the_series_are_limited() throws IOException {
    for (int code = 4000; code < 4500; code++) {
      watching.shard.died(Death.Phase.ONLINE, "close-" + code, code, "", ONE, ONE);
    }
    watching.second(87);

    assertThat(watching.metrics().lines().filter(line -> line.startsWith("im_stress_deaths_total")))
        .hasSize(LiveMetrics.MOST_CAUSES + 1)
        .anyMatch(line -> line.contains("cause=\"other\"") && line.endsWith(" 460.0"));
  }

  @Test
  void what_is_not_measured_is_absent() throws IOException {
    watching.shard.measures(Measurable.DELIVERY);
    watching.second(87);

    assertThat(metrics().names())
        .contains("im_stress_messages_sent_total", "im_stress_messages_acked_total")
        .doesNotContain(
            "im_stress_messages_unacked_total",
            "im_stress_messages_lost_total",
            "im_stress_group_messages_sent_total",
            "im_stress_heartbeats_missed_total",
            "im_stress_target_cpu_ratio");
  }

  @Test
  void secrets_of_a_target_are_masked() throws IOException {
    watching.second(87);

    assertThat(watching.metrics()).contains("target=\"ws://***@gw:1/im\"").doesNotContain("secret");
  }
}
