package im.stress.report;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.LoadSettings;
import im.stress.model.MonitorColumn;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is called a leak and what is not, over an hour with a row each ten seconds. */
class LeaksTest {
  private static final long HOUR = 3_600;
  private static final double MEGABYTE = 1e6;

  @TempDir Path runDir;

  private final Random random = new Random(1);

  private static ShardFolder shard(Path runDir, int number, long seconds) {
    return new ShardFolder(runDir, 0, number)
        .start(START * 1_000)
        .fullLoad(START * 1_000)
        .leave((START + seconds) * 1_000)
        .second(0, 100, 1, 1, 1, 0)
        .second(seconds, 0, 0, 0, 0, 0);
  }

  private static void rows(
      ShardFolder shard, long seconds, MonitorColumn column, LongToDoubleFunction value) {
    for (long second = 0; second < seconds; second += 10) {
      double measured = value.applyAsDouble(second);
      shard.monitor(second, c -> c == column ? measured : Double.NaN);
    }
  }

  private OverTime.Growth growth(long seconds, MonitorColumn column, LongToDoubleFunction value)
      throws IOException {
    ShardFolder shard = shard(runDir, 0, seconds);
    rows(shard, seconds, column, value);
    shard.write();
    return report(seconds).overTime().growth().get(0);
  }

  private Summary report(long seconds) throws IOException {
    LoadSettings load = new LoadSettings(100, Duration.ZERO, Duration.ofSeconds(seconds));
    return Runs.report(runDir, TestSettings.of(load)).summary();
  }

  private double noise(double size) {
    return size * random.nextGaussian();
  }

  @Test
  void memory_of_the_target_that_grows_steadily_is_a_leak() throws IOException {
    OverTime.Growth growth =
        growth(
            HOUR,
            MonitorColumn.TARGET_RSS_BYTES,
            second -> 400 * MEGABYTE + second * 14_000 + noise(2 * MEGABYTE));

    assertThat(growth.verdict()).isEqualTo("leak");
    assertThat(growth.subject()).isEqualTo("target");
    assertThat(growth.figure()).isEqualTo("targetRssBytes");
    assertThat(growth.perDay()).isCloseTo(14_000 * 86_400, Percentage.withPercentage(5));
    assertThat(growth.lowPerDay()).isLessThan(growth.perDay());
    assertThat(growth.highPerDay()).isGreaterThan(growth.perDay());
    assertThat(growth.text())
        .matches(
            "Resident memory of the target leaks: \\+1.[12]\\d GB a day, 95 % between 1.[12]\\d GB"
                + " and 1.[123]\\d GB; it was 4[23]\\d MB; of a JVM, see its heap after a .*");
    assertThat(report(HOUR).warnings()).contains(growth.text());
    assertThat(runDir.resolve("index.html")).content().contains("<td>leak</td>");
    assertThat(runDir.resolve("summary.md")).content().contains("## Leaks", "| leak |");
  }

  @Test
  void a_handle_that_is_lost_each_minute_is_a_leak() throws IOException {
    OverTime.Growth growth =
        growth(HOUR, MonitorColumn.TARGET_FD_USED, second -> 1_000 + second / 60);

    assertThat(growth.verdict()).isEqualTo("leak");
    assertThat(growth.perDay()).isCloseTo(1_440, Percentage.withPercentage(3));
  }

  @Test
  void memory_that_stays_is_none() throws IOException {
    OverTime.Growth growth =
        growth(HOUR, MonitorColumn.RSS_BYTES, second -> 400 * MEGABYTE + noise(10 * MEGABYTE));

    assertThat(growth.verdict()).isEqualTo("none");
    assertThat(growth.text()).startsWith("no growth that this run can show: ");
    assertThat(report(HOUR).warnings()).noneMatch(line -> line.contains("esident memory"));
  }

  @Test
  void garbage_that_is_collected_now_and_then_is_none() throws IOException {
    OverTime.Growth growth =
        growth(
            HOUR,
            MonitorColumn.HEAP_AFTER_GC_BYTES,
            second -> 100 * MEGABYTE + second % 700 * MEGABYTE + noise(MEGABYTE));

    assertThat(growth.verdict()).isEqualTo("none");
  }

  @Test
  void a_single_step_is_none() throws IOException {
    OverTime.Growth growth =
        growth(
            HOUR,
            MonitorColumn.TARGET_RSS_BYTES,
            second -> (second < 2_000 ? 400 : 700) * MEGABYTE + noise(MEGABYTE));

    assertThat(growth.verdict()).isEqualTo("none");
    assertThat(growth.text()).startsWith("rose, and not in both halves of the time: ");
  }

  @Test
  void what_grows_while_it_warms_up_is_none() throws IOException {
    OverTime.Growth growth =
        growth(
            HOUR,
            MonitorColumn.TARGET_RSS_BYTES,
            second -> Math.min(second, 600) * MEGABYTE + noise(MEGABYTE));

    assertThat(growth.verdict()).isEqualTo("none");
  }

  @Test
  void growth_of_some_percent_in_a_month_is_told_and_is_none() throws IOException {
    OverTime.Growth growth =
        growth(HOUR, MonitorColumn.TARGET_RSS_BYTES, second -> 400 * MEGABYTE + second * 100);

    assertThat(growth.verdict()).isEqualTo("none");
    assertThat(growth.text())
        .startsWith("rises by less than 5 % of its level in a day: +8.64 MB a day");
  }

  @Test
  void half_an_hour_is_the_least_for_a_verdict() throws IOException {
    OverTime.Growth growth =
        growth(1_799, MonitorColumn.TARGET_RSS_BYTES, second -> second * MEGABYTE);

    assertThat(growth.verdict()).isEqualTo("too-short");
    assertThat(growth.text())
        .isEqualTo("no verdict: there is one from 30 min at full load on, got 1799 s");
    assertThat(growth.perDay()).isNull();
    assertThat(growth(1_800, MonitorColumn.TARGET_RSS_BYTES, s -> s * MEGABYTE).verdict())
        .isEqualTo("leak");
  }

  @Test
  void processes_of_a_machine_are_added_up() throws IOException {
    ShardFolder one = shard(runDir, 0, HOUR).shards(2);
    rows(one, HOUR, MonitorColumn.RSS_BYTES, second -> 1e8 + 3_000 * second);
    one.write();
    ShardFolder other = shard(runDir, 1, HOUR).shards(2);
    rows(other, HOUR, MonitorColumn.RSS_BYTES, second -> 2e8 - 3_000 * second);
    other.write();

    OverTime.Growth growth = report(HOUR).overTime().growth().get(0);

    assertThat(growth.subject()).isEqualTo("client");
    assertThat(growth.verdict()).isEqualTo("none");
    assertThat(growth.level()).isCloseTo(3e8, Percentage.withPercentage(1));
  }

  @Test
  void ports_are_those_of_the_machine() throws IOException {
    OverTime.Growth growth = growth(HOUR, MonitorColumn.PORTS_USED, second -> 1_000 + second / 60);

    assertThat(growth.subject()).isEqualTo("machine");
    assertThat(growth.text())
        .startsWith("Ports in use on this machine towards one address leak: +");
  }

  @Test
  void a_heap_that_leaks_may_hold_old_garbage() throws IOException {
    OverTime.Growth growth =
        growth(
            HOUR,
            MonitorColumn.TARGET_HEAP_AFTER_GC_BYTES,
            second -> 100 * MEGABYTE + second * 14_000);

    assertThat(growth.text())
        .startsWith("Heap after a collection (old garbage included) of the target leaks: ")
        .endsWith(
            "; garbage in the old generation counts until it is collected: run jcmd PID GC.run and"
                + " look again");
  }
}
