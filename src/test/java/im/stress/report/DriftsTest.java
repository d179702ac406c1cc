package im.stress.report;

import static im.stress.record.ShardFolder.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sixty windows of ten minutes say of messages a second, from the first minute on. */
class DriftsTest {
  private static final int WINDOWS = 60;
  private static final long TEN_MINUTES = 600;

  private final Random random = new Random(5);

  private static OverTime.Drift drift(IntToDoubleFunction sent) {
    List<OverTime.Window> windows =
        IntStream.range(0, WINDOWS)
            .mapToObj(
                i ->
                    new OverTime.Window(
                        (START + 60 + i * TEN_MINUTES) * 1_000,
                        TEN_MINUTES,
                        sent.applyAsDouble(i),
                        null,
                        null,
                        null,
                        null,
                        0))
            .toList();
    List<OverTime.Drift> drifts = Drifts.of(windows, START * 1_000);
    assertThat(drifts).hasSize(1);
    return drifts.get(0);
  }

  @ParameterizedTest
  @CsvSource({"12, 2:01:00", "18, 3:01:00", "30, 5:01:00", "48, 8:01:00"})
  void a_rate_that_falls_at_once_is_told_with_its_time(int at, String clock) {
    OverTime.Drift drift = drift(i -> (i < at ? 1_000 : 500) + 10 * random.nextGaussian());

    assertThat(drift.verdict()).isEqualTo("down");
    assertThat(drift.changePercent()).isBetween(-51.5, -48.5);
    assertThat(drift.atEpochMillis()).isEqualTo((START + 60 + at * TEN_MINUTES) * 1_000);
    assertThat(drift.lowPercent()).isNull();
    assertThat(drift.text())
        .matches("messages sent a second: falls by (49|50|51)\\.\\d % at " + clock);
    assertThat(Drifts.isForTheWorse(drift)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"6, 1:01:00", "24, 4:01:00", "54, 9:01:00"})
  void a_rate_that_is_kept_to_the_message_and_stops_is_told(int at, String clock) {
    OverTime.Drift drift = drift(i -> i < at ? 1_000 : 0);

    assertThat(drift.verdict()).isEqualTo("down");
    assertThat(drift.changePercent()).isEqualTo(-100);
    assertThat(drift.text()).isEqualTo("messages sent a second: falls by 100.0 % at " + clock);
  }

  @Test
  void a_rate_that_rises_at_once_is_told_in_percent_of_what_it_was() {
    OverTime.Drift drift = drift(i -> (i < 40 ? 500 : 1_000) + 10 * random.nextGaussian());

    assertThat(drift.verdict()).isEqualTo("up");
    assertThat(drift.changePercent()).isBetween(97.0, 103.0);
    assertThat(Drifts.isForTheWorse(drift)).isFalse();
  }

  @Test
  void a_rate_that_falls_bit_by_bit_is_told_with_its_interval_and_no_time() {
    OverTime.Drift drift = drift(i -> 1_000 - 2 * i + 10 * random.nextGaussian());

    assertThat(drift.verdict()).isEqualTo("down");
    assertThat(drift.changePercent()).isBetween(-14.0, -11.0);
    assertThat(drift.highPercent()).isNegative();
    assertThat(drift.atEpochMillis()).isNull();
    assertThat(drift.text()).startsWith("messages sent a second: drifts down, -1");
  }

  @Test
  void a_step_of_less_than_five_percent_is_none() {
    assertThat(drift(i -> i < 30 ? 1_000 : 960).verdict()).isEqualTo("none");
  }

  @Test
  void what_fell_for_some_windows_and_came_back_is_none() {
    assertThat(drift(i -> i / 4 == 7 ? 500 : 1_000 + 10 * random.nextGaussian()).verdict())
        .isEqualTo("none");
  }

  @Test
  void a_slow_start_of_a_rate_that_falls_is_no_rise() {
    assertThat(drift(i -> i < 3 ? 80 : 102 - 4 * (i - 3) / 57.0).verdict()).isNotEqualTo("up");
  }

  @Test
  void a_rate_that_stays_is_none() {
    assertThat(drift(i -> 1_000).verdict()).isEqualTo("none");
  }

  /** Five in a hundred are the share that the 95 % allow; their size is seldom 5 %. */
  @Test
  void noise_is_seldom_called_a_drift() {
    long told =
        IntStream.range(0, 400)
            .filter(
                i ->
                    !drift(j -> 1_000 + 40 * random.nextGaussian())
                        .verdict()
                        .equals(LeakVerdict.NONE))
            .count();

    assertThat(told).isLessThan(28);
  }
}
