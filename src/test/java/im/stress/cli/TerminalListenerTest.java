package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.run.RunProgress;
import im.stress.run.RunStart;
import im.stress.run.ShardPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TerminalListenerTest {
  private static final RunProgress PROGRESS =
      new RunProgress(100, 87, 17, OptionalLong.of(3_100), 3, Duration.ofSeconds(102));
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
  void nothing_acknowledged_is_no_latency() {
    listener(true)
        .progress(new RunProgress(100, 0, 0, OptionalLong.empty(), 0, Duration.ofSeconds(-1)));

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
    return new TerminalListener(new Terminal(writer, writer, interactive), clock);
  }
}
