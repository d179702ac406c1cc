package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.LoadUnit;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Limit;
import im.stress.report.CapacitySummary.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which limit a level met, of whatever went wrong in it. */
class LimitFiguresTest {
  @TempDir Path folder;

  private Limit limit(UnaryOperator<ShardFolder> change) throws IOException {
    CapacitySummary.Planned planned = CapacityRuns.planned("1-100", Purpose.SEARCH, 100);
    Level level = CapacityRuns.level(folder, planned, LoadUnit.USERS, change);
    return LimitFigures.of(
        level, LoadUnit.USERS, FinishedRun.summary(folder.resolve("1-100")), Optional.empty());
  }

  private static ShardFolder refused(ShardFolder shard) {
    long[] each = LongStream.range(0, 40).toArray();
    return shard
        .count(Counter.CONNECTS_OPENED, 60)
        .count(Counter.CONNECTS_FAILED, 40)
        .died(Death.Phase.CONNECT, Cause.REFUSED.key(), -1, "", each, each);
  }

  @Test
  void latency_past_its_bound_is_told_with_what_it_was() throws IOException {
    Limit limit =
        limit(
            shard ->
                shard.latency(
                    40, Metric.ACK, LongStream.range(0, 100).map(i -> 2_000_000).toArray()));

    assertThat(limit)
        .isEqualTo(
            new Limit(LimitKind.LATENCY, 100, "1-100", List.of("ack p99 < 1000 ms: was 2.00 s")));
  }

  @Test
  void refused_connects_are_told_by_cause() throws IOException {
    Limit limit = limit(LimitFiguresTest::refused);

    assertThat(limit.kind()).isEqualTo(LimitKind.CONNECTS);
    assertThat(limit.figures())
        .contains("success.connect >= 0.99: was 60.00 %", "40 of 100 connects failed: refused 40");
  }

  private static ShardFolder targetHandles(ShardFolder shard, double used, double limit) {
    return shard.monitor(
        40,
        column ->
            switch (column) {
              case TARGET_FD_USED -> used;
              case TARGET_FD_LIMIT -> limit;
              default -> Double.NaN;
            });
  }

  @Test
  void handles_next_to_the_limit_of_the_target_explain_refused_connects() throws IOException {
    Limit limit = limit(shard -> refused(targetHandles(shard, 1990, 2000)));

    assertThat(limit.kind()).isEqualTo(LimitKind.TARGET_HANDLES);
    assertThat(limit.figures().get(0))
        .isEqualTo("the target had 1,990 of its 2,000 file handles open: raise its ulimit -n");
  }

  @Test
  void handles_far_from_the_limit_of_the_target_explain_nothing() throws IOException {
    Limit limit = limit(shard -> refused(targetHandles(shard, 1020, 65_536)));

    assertThat(limit.kind()).isEqualTo(LimitKind.CONNECTS);
    assertThat(limit.figures()).noneMatch(figure -> figure.contains("handles"));
  }

  @Test
  void handles_of_a_target_whose_limit_is_not_known_are_a_hint_alone() throws IOException {
    Limit limit = limit(shard -> refused(targetHandles(shard, 1020, Double.NaN)));

    assertThat(limit.kind()).isEqualTo(LimitKind.CONNECTS);
    assertThat(limit.figures())
        .anyMatch(
            figure ->
                figure.startsWith(
                    "looks like the file handles of the target: it had 1,020 open, next to 1,024, a"
                        + " common limit (its own is not known)"));
  }

  @Test
  void handles_next_to_the_limit_are_nothing_while_connects_succeed() throws IOException {
    Limit limit =
        limit(
            shard -> {
              targetHandles(shard, 1020, 1024);
              return shard.latency(
                  40, Metric.ACK, LongStream.range(0, 100).map(i -> 2_000_000).toArray());
            });

    assertThat(limit.kind()).isEqualTo(LimitKind.LATENCY);
    assertThat(limit.figures()).hasSize(1);
  }

  @Test
  void target_that_let_too_few_in_is_the_limit_although_no_threshold_says_so() throws IOException {
    long[] each = LongStream.range(0, 50).toArray();
    Limit limit =
        limit(
            shard ->
                shard
                    .peakOnline(50)
                    .count(Counter.MESSAGES_INTENDED, 100_000)
                    .count(Counter.MESSAGES_SENT, 100_000)
                    .count(Counter.MESSAGES_ACKED, 100_000)
                    .count(Counter.MESSAGES_DELIVERED, 100_000)
                    .died(Death.Phase.LOGIN, Cause.LOGIN_REJECTED.key(), -1, "", each, each));

    assertThat(limit)
        .isEqualTo(
            new Limit(
                LimitKind.LOGINS,
                100,
                "1-100",
                List.of(
                    "50 of 100 logins failed: login-rejected 50",
                    "only 50 of 100 users were online, and no threshold asks for more")));
  }

  @Test
  void users_who_did_not_come_for_no_reason_are_a_load_that_was_not_made() throws IOException {
    assertThat(limit(shard -> shard.peakOnline(50)).kind()).isEqualTo(LimitKind.LOAD);
  }

  @Test
  void few_deaths_are_not_what_a_load_failed_for() throws IOException {
    Limit limit =
        limit(
            shard ->
                shard
                    .died(
                        Death.Phase.ONLINE,
                        Cause.RESET.key(),
                        -1,
                        "",
                        new long[] {1},
                        new long[] {1})
                    .count(Counter.MESSAGES_ACKED, 100)
                    .count(Counter.MESSAGES_DELIVERED, 100));

    assertThat(limit.kind()).isEqualTo(LimitKind.SUCCESS);
    assertThat(limit.figures()).hasSize(1);
  }
}
