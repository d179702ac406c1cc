package im.stress.report;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.LoadSettings;
import im.stress.record.ShardFolder;
import im.stress.record.TargetMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaks of a target whose process ended in the hour that is looked at. */
class LeaksAfterEndsTest {
  private static final long HOUR = 3_600;

  @TempDir Path runDir;

  private final Random random = new Random(1);

  private ShardFolder shard() {
    return new ShardFolder(runDir, 0, 0)
        .start(START * 1_000)
        .fullLoad(START * 1_000)
        .leave((START + HOUR) * 1_000)
        .second(0, 100, 1, 1, 1, 0)
        .second(HOUR, 0, 0, 0, 0, 0);
  }

  private Summary report() throws IOException {
    LoadSettings load = new LoadSettings(100, Duration.ZERO, Duration.ofSeconds(HOUR));
    return Runs.report(runDir, TestSettings.of(load)).summary();
  }

  @Test
  void a_target_that_was_restarted_is_judged_from_then_on() throws IOException {
    ShardFolder shard = shard();
    for (long second = 0; second < HOUR; second += 10) {
      boolean gone = second >= 1_000 && second < 1_020;
      boolean fresh = second == 1_020;
      double bytes = second < 1_000 ? 1e9 : 1e8 + 1e6 * random.nextGaussian();
      shard.monitor(
          second,
          column ->
              switch (column) {
                case TARGET_CPU_PERCENT -> gone || fresh ? Double.NaN : 5;
                case TARGET_RSS_BYTES -> gone ? Double.NaN : bytes;
                default -> Double.NaN;
              });
    }
    shard.write();

    OverTime.Growth growth = report().overTime().growth().get(0);

    assertThat(growth.verdict()).isEqualTo("none");
    assertThat(growth.level()).isCloseTo(1e8, Percentage.withPercentage(5));
    assertThat(growth.fromEpochMillis()).isGreaterThan((START + 1_600) * 1_000);
  }

  /** A row each ten seconds: half a minute up, as long down, until the middle of the hour. */
  private static ShardFolder restarting(ShardFolder shard) {
    for (long second = 0; second < HOUR; second += 10) {
      boolean up = second >= HOUR / 2 || second / 30 % 2 == 0;
      boolean fresh = second % 60 == 0 && second <= HOUR / 2;
      double bytes = 1e8 + second * 1e6;
      shard.monitor(
          second,
          column ->
              switch (column) {
                case RSS_BYTES -> 1e8;
                case TARGET_CPU_PERCENT -> up && !fresh ? 5 : Double.NaN;
                case TARGET_RSS_BYTES -> up ? bytes : Double.NaN;
                default -> Double.NaN;
              });
    }
    return shard;
  }

  @Test
  void after_more_restarts_than_are_told_the_last_one_still_counts() throws IOException {
    restarting(shard()).write();

    Summary summary = report();

    assertThat(summary.overTime().targetEnds()).hasSize(20);
    assertThat(summary.overTime().moreTargetEnds()).isEqualTo(10);
    assertThat(summary.warnings()).contains("… and 10 more ends of the target's process");
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("<li>… and 10 more ends of the target&#39;s process</li>");
    OverTime.Growth growth = summary.overTime().growth().get(1);
    assertThat(growth.verdict()).isEqualTo("too-short");
    assertThat(growth.text())
        .isEqualTo(
            "no verdict: there is one from 30 min at full load on, got 1799 s since the target's"
                + " restart");
  }

  @Test
  void what_has_no_verdict_stands_beside_what_has_one() throws IOException {
    restarting(shard()).write();

    report();

    assertThat(runDir.resolve("index.html"))
        .content()
        .contains(
            "<th scope=\"row\">target</th><td>Resident memory</td><td>–</td><td>–</td><td>–</td>"
                + "<td>no verdict: there is one from 30 min at full load on, got 1799 s since");
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("| target | Resident memory | – | – | – | no verdict: ", "| client | Resident");
  }

  @Test
  void ends_of_one_target_are_none_of_another() throws IOException {
    ShardFolder shard = shard();
    for (long second = 0; second < HOUR; second += 10) {
      shard.monitor(second, 12.5, 40, 0, 1e8);
    }
    shard.write();
    for (int i = 0; i <= 10; i++) {
      boolean restarts = i == 10;
      ShardFolder target = new ShardFolder(runDir.resolve("monitors"), i, 0);
      for (long second = 0; second < HOUR; second += 10) {
        boolean fresh = restarts && second == HOUR / 2;
        target.monitor(
            second,
            column ->
                switch (column) {
                  case TARGET_CPU_PERCENT -> fresh ? Double.NaN : 5;
                  case TARGET_RSS_BYTES -> 1e8;
                  default -> Double.NaN;
                });
      }
      TargetMonitor.keep(target.write(), runDir);
    }

    assertThat(report().overTime().growth())
        .filteredOn(growth -> growth.verdict().equals("too-short"))
        .extracting(OverTime.Growth::subject)
        .containsExactly("target-10");
  }
}
