package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.run.RunProgress;
import im.stress.run.RunStart;
import im.stress.run.ShardPlan;
import im.stress.run.Trouble;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalListenerTest {
  private static final RunProgress PROGRESS =
      new RunProgress(
          100, 87, 17, OptionalLong.of(3_100), 3, Duration.ofSeconds(102), Optional.empty());
  private static final String LINE = "online 87/100  msg/s 17.0  ack p99 3.1 ms  lost 3  left 1:42";

  private final StringWriter out = new StringWriter();
  private Instant now = Instant.ofEpochSecond(98);

  @Test
  void line_of_a_screen_is_rewritten_every_second() {
    TerminalListener listener = listener(true);

    listener.progress(PROGRESS);
    listener.progress(PROGRESS);

    assertThat(out.toString()).isEqualTo("\r\u001b[K" + LINE + "\r\u001b[K" + LINE);
  }

  @Test
  void plain_line_comes_every_five_seconds() {
    TerminalListener listener = listener(false);
    listener.starting(start());
    String header = out.toString();

    for (int second = 0; second < 12; second++) {
      listener.progress(PROGRESS);
      now = now.plusSeconds(1);
    }

    assertThat(out.toString().substring(header.length()).lines()).containsExactly(LINE, LINE);
  }

  @Test
  void what_went_wrong_last_and_the_stage_stand_in_the_line() {
    TerminalListener listener = listener(true);
    listener.stage("step 2 of 4");

    listener.progress(with(new Trouble("reset", 3)));

    assertThat(out.toString()).endsWith("step 2/4  " + LINE + "  last: reset 3");
  }

  @ParameterizedTest
  @CsvSource({
    "73, 'step 2/4  online 87/100  ack p99 3.1 ms  lost 3  left 1:42  last: reset 3'",
    "72, 'step 2/4  online 87/100  lost 3  left 1:42  last: reset 3'",
    "50, 'online 87/100  lost 3  left 1:42  last: reset 3'",
    "30, 'online 87/100  lost 3  left 1…'",
    "1, '…'",
  })
  void line_is_no_longer_than_the_screen_is_wide(int columns, String line) {
    assertThat(new ProgressLine(with(new Trouble("reset", 3)), "step 2 of 4").text(columns))
        .isEqualTo(line)
        .hasSizeLessThanOrEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"120, 119", "'', 79", "0, 79", "1, 1", "true, 79"})
  void last_column_of_the_screen_stays_free(String width, int columns) {
    assertThat(Terminal.columns(width)).isEqualTo(columns);
  }

  private static RunProgress with(Trouble trouble) {
    return new RunProgress(
        PROGRESS.users(),
        PROGRESS.online(),
        PROGRESS.sendsPerSecond(),
        PROGRESS.ackP99Micros(),
        PROGRESS.lost(),
        PROGRESS.left(),
        Optional.of(trouble));
  }

  @Test
  void nothing_acknowledged_is_no_latency() {
    listener(true)
        .progress(
            new RunProgress(
                100, 0, 0, OptionalLong.empty(), 0, Duration.ofSeconds(-1), Optional.empty()));

    assertThat(out.toString()).contains("online 0/100  msg/s 0.0  ack p99 -  lost 0  left 0:00");
  }

  @Test
  void wait_for_the_start_is_told_once_where_lines_stay() {
    TerminalListener listener = listener(false);

    listener.waiting(Instant.EPOCH, Duration.ofSeconds(5));
    listener.waiting(Instant.EPOCH, Duration.ofSeconds(4));

    assertThat(out.toString().lines())
        .containsExactly("waiting for START_AT, 1970-01-01T00:00:00Z");
  }

  private RunStart start() {
    StressSettings settings =
        SettingsLoader.load(SettingsSources.ofEnvironment(Map.of())).settings();
    return new RunStart(settings, new ShardPlan(1, 1, 100, ""), Path.of("results/r"), now);
  }

  private TerminalListener listener(boolean interactive) {
    PrintWriter writer = new PrintWriter(out, true);
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    return new TerminalListener(new Terminal(writer, writer, interactive, 200), clock);
  }
}
