package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.GroupSettings;
import im.stress.config.StressSettings;
import im.stress.config.Threshold;
import im.stress.model.Counter;
import im.stress.model.Measurable;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups whose members did not come, or could not join. */
class MissingMembersTest {
  private static final Threshold DEFAULT =
      TestSettings.byDefault(TestSettings.atLeast("success.groupDelivery", 0.95));
  private static final String REFUSED =
      "of 100 wishes to join a group 2 were refused, 4 were not answered within im.login.timeout or"
          + " before the end";

  @TempDir Path runDir;

  private ShardFolder shard() {
    return new ShardFolder(runDir, 0, 0)
        .measures(Measurable.GROUPS)
        .count(Counter.GROUP_JOINS, 100);
  }

  private ShardFolder withFailedJoins() {
    return shard().count(Counter.GROUP_JOINS_REFUSED, 2).count(Counter.GROUP_JOINS_UNANSWERED, 4);
  }

  private Outcome report(Threshold... thresholds) throws IOException {
    StressSettings settings =
        TestSettings.with(new GroupSettings(5, Duration.ofSeconds(1), true, "g", 0), thresholds);
    return Runs.report(runDir, settings);
  }

  @Test
  void users_who_could_not_join_lower_a_figure_and_are_the_reason_why_it_fails()
      throws IOException {
    withFailedJoins()
        .count(Counter.GROUP_MESSAGES_INTENDED, 110)
        .count(Counter.GROUP_MESSAGES_NOT_JOINED, 10)
        .count(Counter.GROUP_MESSAGES_SENT, 100)
        .count(Counter.GROUP_DELIVERIES_INTENDED, 400)
        .count(Counter.GROUP_DELIVERIES_NOT_JOINED, 31)
        .count(Counter.GROUP_DELIVERIES, 369)
        .write();

    Outcome outcome = report(DEFAULT, TestSettings.atMost("groups.joinsRefused", 1));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.summary().groups().notJoined()).isEqualTo(31);
    assertThat(outcome.summary().reasons())
        .containsExactly(
            "success.groupDelivery >= 0.95: was 90.00 %, " + REFUSED,
            "groups.joinsRefused <= 1.0: was 2");
    assertThat(outcome.summary().warnings()).singleElement().asString().startsWith(REFUSED + ": ");
    assertThat(outcome.summary().anomalies())
        .containsEntry("groupMessagesNotJoined", 10L)
        .containsEntry("groupDeliveriesNotJoined", 31L);
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("2 joins refused, 4 joins not answered")
        .contains("of 400, 31 to users who could not join, 0 lost");
  }

  @Test
  void failed_joins_fail_a_run_in_which_no_group_message_was_due() throws IOException {
    withFailedJoins().write();

    assertThat(report(DEFAULT).summary().reasons())
        .containsExactly(
            "success.groupDelivery >= 0.95: not measured: no group message was due; " + REFUSED);
  }

  @Test
  void messages_that_a_waiting_group_did_not_send_are_told() throws IOException {
    shard()
        .count(Counter.GROUP_MESSAGES_INTENDED, 900)
        .count(Counter.GROUP_MESSAGES_SENT, 900)
        .count(Counter.GROUP_MESSAGES_SKIPPED, 100)
        .count(Counter.GROUP_DELIVERIES_INTENDED, 900)
        .count(Counter.GROUP_DELIVERIES, 900)
        .write();

    Summary summary = report(DEFAULT).summary();

    assertThat(summary.groups().skipped()).isEqualTo(100);
    assertThat(summary.verdict()).isEqualTo(Verdict.PASS);
    assertThat(summary.warnings())
        .singleElement()
        .asString()
        .startsWith("100 of 1,000 group messages that were due were not sent (groups.skipped): ");
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("900 due, 100 more skipped as members were missing");
  }

  @Test
  void a_few_skipped_messages_are_no_warning() throws IOException {
    shard()
        .count(Counter.GROUP_MESSAGES_INTENDED, 9_900)
        .count(Counter.GROUP_MESSAGES_SKIPPED, 100)
        .write();

    assertThat(report().summary().warnings()).isEmpty();
  }

  @Test
  void a_run_whose_groups_only_waited_fails() throws IOException {
    shard().count(Counter.GROUP_MESSAGES_SKIPPED, 100).write();

    assertThat(report(DEFAULT).summary().reasons())
        .containsExactly(
            "success.groupDelivery >= 0.95: not measured: none of 100 group messages was sent:"
                + " members were always missing");
  }

  @Test
  void a_last_or_median_member_that_never_was_is_named() throws IOException {
    shard()
        .count(Counter.GROUP_MESSAGES_INTENDED, 9)
        .count(Counter.GROUP_DELIVERIES_INTENDED, 36)
        .count(Counter.GROUP_DELIVERIES, 9)
        .write();

    assertThat(
            report(TestSettings.p99Below("groupMedian", 10), TestSettings.p99Below("groupLast", 10))
                .summary()
                .reasons())
        .containsExactly(
            "groupMedian p99 < 10 ms: not measured: none of 9 group messages came to half of its"
                + " members",
            "groupLast p99 < 10 ms: not measured: none of 9 group messages came to all of its"
                + " members");
  }
}
