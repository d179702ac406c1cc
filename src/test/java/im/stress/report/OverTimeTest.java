package im.stress.report;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.LoadSettings;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Throughput and latency in parts of a run. */
class OverTimeTest {
  @TempDir Path runDir;

  private Summary run(long seconds, LongUnaryOperator sends, LongUnaryOperator ackMicros)
      throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    shard.start(START * 1_000).fullLoad((START + 30) * 1_000).leave((START + 30 + seconds) * 1_000);
    for (long second = 0; second < seconds + 30; second++) {
      long sent = sends.applyAsLong(second - 30);
      shard.second(second, 100, sent, sent, sent, second == 31 ? 2 : 0);
      shard.latency(second, Metric.ACK, ackMicros.applyAsLong(second - 30));
    }
    shard.second(seconds + 30, 0, 0, 0, 0, 0).write();
    LoadSettings load = new LoadSettings(100, Duration.ofSeconds(30), Duration.ofSeconds(seconds));
    return Runs.report(runDir, TestSettings.of(load)).summary();
  }

  private static String verdict(Summary summary, String figure) {
    return summary.overTime().drift().stream()
        .filter(drift -> drift.figure().equals(figure))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void a_short_run_has_six_parts_of_its_time_at_full_load() throws IOException {
    Summary summary = run(120, second -> second < 0 ? 1 : 20, second -> 1_000);

    List<OverTime.Window> windows = summary.overTime().windows();
    assertThat(windows).hasSize(6);
    assertThat(windows.get(0))
        .isEqualTo(
            new OverTime.Window((START + 30) * 1_000, 20, 20.0, 20.0, 20.0, 1_000L, null, 2));
    assertThat(windows.get(5).startEpochMillis()).isEqualTo((START + 130) * 1_000);
    assertThat(verdict(summary, "ackP99Micros")).isEqualTo("none");
    assertThat(Files.readString(runDir.resolve("index.html")))
        .contains("in parts of 20 s", "<th scope=\"row\">0:30</th><td>20.0</td>");
    assertThat(Files.readString(runDir.resolve("summary.md")))
        .contains("| 0:30 | 20.0 | 20.0 | 20.0 | 1.00 ms |  | 2 |");
  }

  @Test
  void parts_of_less_than_ten_seconds_are_not_shown() throws IOException {
    Summary summary = run(59, second -> 20, second -> 1_000);

    assertThat(summary.overTime().windows()).isNull();
    assertThat(summary.overTime().drift()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"60, 10", "3599, 599", "3600, 600", "86400, 600", "172800, 1200"})
  void width_of_a_part(long seconds, long width) {
    assertThat(RunWindows.width(seconds)).isEqualTo(width);
  }

  @Test
  void latency_that_rises_over_hours_is_warned_of() throws IOException {
    Random random = new Random(3);
    Summary summary = run(7_200, second -> 20, second -> 10_000 + second + random.nextInt(2_000));

    assertThat(verdict(summary, "ackP99Micros")).isEqualTo("up");
    assertThat(verdict(summary, "sentPerSecond")).isEqualTo("none");
    assertThat(summary.warnings())
        .singleElement()
        .asString()
        .matches("ack p99: drifts up, \\+4\\d.\\d % over the windows, 95 % between .* and .* %");
  }

  @Test
  void throughput_that_falls_over_hours_is_warned_of_and_noise_is_not() throws IOException {
    Random random = new Random(4);
    Summary summary =
        run(
            7_200,
            second -> 100 - second / 360 + random.nextInt(3),
            second -> 10_000 + random.nextInt(9_000));

    assertThat(verdict(summary, "sentPerSecond")).isEqualTo("down");
    assertThat(verdict(summary, "ackP99Micros")).isEqualTo("none");
    assertThat(summary.warnings()).hasSize(3).allMatch(line -> line.contains("drifts down"));
  }

  @Test
  void a_drift_of_minutes_is_shown_and_not_warned_of() throws IOException {
    Summary summary = run(120, second -> 20, second -> 10_000 + 100 * second);

    assertThat(verdict(summary, "ackP99Micros")).isEqualTo("up");
    assertThat(summary.warnings()).isEmpty();
  }

  @Test
  void latency_of_a_part_is_that_of_all_its_values() throws IOException {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    shard.start(START * 1_000).fullLoad(START * 1_000).leave((START + 60) * 1_000);
    LongStream.range(0, 60).forEach(second -> shard.second(second, 1, 1, 1, 1, 0));
    shard.latency(3, Metric.DELIVERY, LongStream.rangeClosed(1, 99).map(i -> 10).toArray());
    shard.latency(9, Metric.DELIVERY, 500);
    shard.latency(10, Metric.DELIVERY, 900);
    shard.write();

    List<OverTime.Window> windows =
        Runs.report(runDir, TestSettings.of()).summary().overTime().windows();

    assertThat(windows.get(0).deliveryP99Micros()).isEqualTo(10);
    assertThat(windows.get(1).deliveryP99Micros()).isEqualTo(900);
    assertThat(windows.get(2).deliveryP99Micros()).isNull();
  }
}
