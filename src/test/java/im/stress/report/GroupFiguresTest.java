package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.GroupSettings;
import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.model.Measurable;
import im.stress.model.Metric;
import im.stress.record.RunReader;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups in the summary, in its texts and on the page. */
class GroupFiguresTest {
  private static final GroupSettings OF_FIVE =
      new GroupSettings(5, Duration.ofSeconds(1), true, "g", 0);

  @TempDir Path runDir;

  private ShardFolder shard(int number) {
    return new ShardFolder(runDir, 0, number)
        .shards(2)
        .users(13)
        .measures(Measurable.GROUPS, Measurable.GROUP_ACK)
        .count(Counter.GROUPS, 3)
        .count(Counter.GROUP_MEMBERS, 12)
        .count(Counter.GROUP_JOINS, 12)
        .count(Counter.GROUP_MESSAGES_INTENDED, 10)
        .count(Counter.GROUP_MESSAGES_SENT, 10)
        .count(Counter.GROUP_MESSAGES_ACKED, 7)
        .count(Counter.GROUP_MESSAGES_UNACKED, 3)
        .count(Counter.GROUP_MESSAGES_REFUSED_LATE, 1)
        .count(Counter.GROUP_DELIVERIES_INTENDED, 40)
        .count(Counter.GROUP_DELIVERIES, 35)
        .count(Counter.GROUP_DELIVERIES_LOST, 5)
        .count(Counter.GROUP_DELIVERIES_LOST_IN_GAP, 2)
        .latency(0, Metric.GROUP_DELIVERY, 1_000, 2_000, 9_000)
        .latency(0, Metric.GROUP_FIRST, 1_000)
        .latency(0, Metric.GROUP_MEDIAN, 2_000)
        .latency(0, Metric.GROUP_LAST, 9_000)
        .second(0, 13, 0, 0, 0, 0);
  }

  private Summary report(StressSettings settings) throws IOException {
    return Runs.report(runDir, settings).summary();
  }

  @Test
  void all_processes_are_added_up() throws IOException {
    shard(0).write();
    shard(1).write();

    Summary summary = report(TestSettings.with(OF_FIVE));

    assertThat(summary.groups())
        .isEqualTo(
            new Summary.Groups(
                6L, 24L, 24L, 0L, 0L, 20L, 20L, 0L, 14L, 4L, 2L, 80L, 70L, 0L, 10L, 4L, 0L, 0L, 0L,
                0L, 3.5));
    assertThat(summary.success().groupDelivery()).isEqualTo(70.0 / 80);
    assertThat(summary.success().overall()).isEqualTo((70.0 + 14) / (80 + 20));
    assertThat(summary.latencyMicros())
        .containsKeys("groupDelivery", "groupFirst", "groupMedian", "groupLast");
  }

  @Test
  void where_nobody_asks_to_join_there_are_no_figures_of_joins() throws IOException {
    shard(0).shards(1).write();

    Summary.Groups groups =
        report(TestSettings.with(new GroupSettings(5, Duration.ofSeconds(1), false, "g", 0)))
            .groups();

    assertThat(groups.joins()).isNull();
    assertThat(groups.joinsRefused()).isNull();
    assertThat(groups.joinsUnanswered()).isNull();
  }

  @Test
  void what_is_not_known_of_deliveries_is_not_judged() throws IOException {
    shard(0).shards(1).count(Counter.GROUP_DELIVERIES_FATE_UNKNOWN, 5).write();

    assertThat(report(TestSettings.with(OF_FIVE)).success().groupDelivery()).isEqualTo(1.0);
  }

  @Test
  void a_run_without_groups_has_no_figures_of_them() throws IOException {
    Runs.good(runDir).write();

    Summary summary = report(TestSettings.of());

    assertThat(summary.groups()).isNull();
    assertThat(summary.success().groupDelivery()).isNull();
    assertThat(runDir.resolve("summary.json")).content().doesNotContain("roup");
    assertThat(runDir.resolve("summary.md")).content().doesNotContain("Group");
  }

  @Test
  void thresholds_ask_for_them() throws IOException {
    shard(0).shards(1).write();

    Summary summary =
        report(
            TestSettings.with(
                OF_FIVE,
                TestSettings.atLeast("success.groupDelivery", 0.99),
                TestSettings.atLeast("groups.lost", 5)));

    assertThat(summary.thresholds())
        .extracting(Summary.ThresholdResult::ok)
        .containsExactly(false, true);
  }

  @Test
  void a_threshold_without_groups_says_why_it_has_no_figure() throws IOException {
    Runs.good(runDir).write();

    assertThat(
            report(TestSettings.of(TestSettings.atLeast("success.groupDelivery", 0.99))).reasons())
        .containsExactly(
            "success.groupDelivery >= 0.99: not measured: there are no groups (im.groups.size is 0)");
  }

  @Test
  void the_texts_tell_the_fan_out() throws IOException {
    shard(0).shards(1).write();
    report(TestSettings.with(OF_FIVE));

    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("| Group deliveries | 35 | of 40, 5 lost, 2 of them with their connection")
        .contains("3.5 for each message")
        .contains("| Group, last member | 9.01 ms p99 | of the 1 messages that came to all, p50 of")
        .contains("the first 1.00 ms,")
        .contains("| group median (of messages that came to half) | 1 |")
        .contains("| group last (of messages that came to all) | 1 |");
  }

  @Test
  void the_page_has_charts_of_rates_and_of_the_fan_out() throws IOException {
    shard(0)
        .shards(1)
        .timeline(
            1,
            column ->
                switch (column) {
                  case GROUP_SENDS -> 4;
                  case GROUP_DELIVERIES -> 16;
                  default -> 0;
                })
        .write();

    assertThat(PageCharts.of(RunReader.readAndMerge(runDir)).all())
        .filteredOn(chart -> chart.id().equals("group-rates") || chart.id().equals("fan-out"))
        .satisfiesExactly(
            rates ->
                assertThat(rates.series())
                    .extracting(Chart.Series::name)
                    .containsExactly("Deliveries", "Messages sent"),
            fanOut -> {
              assertThat(fanOut.series())
                  .extracting(Chart.Series::name)
                  .containsExactly(
                      "First member p50", "Half of them p50", "Last member p50", "Last member p99");
              assertThat(fanOut.series().get(2).values().get(0)).isBetween(8.99, 9.01);
            });
  }
}
