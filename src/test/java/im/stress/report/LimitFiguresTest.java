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
        level, LoadUnit.USERS, StagedStepReader.summary(folder.resolve("1-100")));
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

  @Test
  void handles_next_to_a_common_limit_explain_refused_connects() throws IOException {
    Limit limit =
        limit(
            shard -> {
              CapacityRuns.targetUses(shard, 40, 30, 1020);
              return refused(shard);
            });

    assertThat(limit.kind()).isEqualTo(LimitKind.TARGET_HANDLES);
    assertThat(limit.figures().get(0))
        .startsWith("the target had 1,020 file handles open, next to 1,024");
  }

  @Test
  void handles_next_to_a_common_limit_are_nothing_while_connects_succeed() throws IOException {
    Limit limit =
        limit(
            shard -> {
              CapacityRuns.targetUses(shard, 40, 30, 1020);
              return shard.latency(
                  40, Metric.ACK, LongStream.range(0, 100).map(i -> 2_000_000).toArray());
            });

    assertThat(limit.kind()).isEqualTo(LimitKind.LATENCY);
    assertThat(limit.figures()).hasSize(1);
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
