package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {
  private static final String HEADER = Row.header(TimelineColumn.class) + "\n";
  private static final Instant END = Instant.ofEpochSecond(200);

  @TempDir Path temporary;
  private final StringWriter out = new StringWriter();
  private Instant now = Instant.ofEpochSecond(98);

  @Test
  void line_of_a_screen_is_rewritten_every_second() throws IOException {
    Progress progress = progress(true, shard("shard-0"));
    append("shard-0", HEADER + row(100, 80, 16, 1, 2900) + row(101, 87, 18, 2, 3100));

    progress.tick();
    progress.tick();

    String line = "online 87/100  msg/s 17.0  ack p99 3.1 ms  lost 3  left 1:42";
    assertThat(out.toString()).isEqualTo("\r\u001b[K" + line + "\r\u001b[K" + line);
  }

  @Test
  void plain_line_comes_every_five_seconds() throws IOException {
    Progress progress = progress(false, shard("shard-0"));
    append("shard-0", HEADER + row(100, 5, 1, 0, 1000));

    for (int second = 0; second < 12; second++) {
      progress.tick();
      now = now.plusSeconds(1);
    }

    assertThat(out.toString().lines())
        .containsExactly(
            "online 5/100  msg/s 1.0  ack p99 1.0 ms  lost 0  left 1:37",
            "online 5/100  msg/s 1.0  ack p99 1.0 ms  lost 0  left 1:32");
  }

  @Test
  void shards_are_added_up_and_the_worst_latency_counts() throws IOException {
    Progress progress = progress(true, shard("shard-0"), shard("shard-1"));
    append("shard-0", HEADER + row(100, 10, 5, 1, 9000));
    append("shard-1", HEADER + row(100, 20, 7, 2, 1000));

    progress.tick();

    assertThat(out.toString()).contains("online 30/100  msg/s 12.0  ack p99 9.0 ms  lost 3");
  }

  @Test
  void file_that_is_not_there_yet_is_nothing_to_worry_about() throws IOException {
    Progress progress = progress(true, shard("shard-0"));

    progress.tick();

    assertThat(out.toString()).contains("online 0/100  msg/s 0.0  ack p99 -  lost 0");
  }

  @Test
  void row_counts_once_it_is_whole() throws IOException {
    TimelineTail tail = new TimelineTail(shard("shard-0").directory().resolve("timeline.csv"));
    String row = row(100, 5, 1, 2, Double.NaN);
    int half = row.length() - 8;
    append("shard-0", HEADER + row.substring(0, half));
    tail.read();
    assertThat(tail.deaths()).isZero();

    append("shard-0", row.substring(half));
    tail.read();
    tail.read();

    assertThat(tail.deaths()).isEqualTo(2);
    assertThat(tail.online()).isEqualTo(5);
    assertThat(tail.ackP99Micros()).isEmpty();
  }

  @Test
  void rate_is_that_of_the_last_five_seconds() throws IOException {
    TimelineTail tail = new TimelineTail(shard("shard-0").directory().resolve("timeline.csv"));
    append("shard-0", HEADER + row(100, 1, 1000, 0, 9_000_000));
    for (int second = 101; second < 106; second++) {
      append("shard-0", row(second, 1, second - 100, 0, 1000));
    }

    tail.read();

    assertThat(tail.sendsPerSecond()).isEqualTo(3.0);
    assertThat(tail.ackP99Micros()).hasValue(1000);
  }

  @Test
  void hour_and_overtime_are_readable() {
    assertThat(TimeText.countdown(Duration.ofSeconds(3605))).isEqualTo("1:00:05");
    assertThat(TimeText.countdown(Duration.ofSeconds(-3))).isEqualTo("0:00");
    assertThat(TimeText.text(Duration.ofMillis(1500))).isEqualTo("1500 ms");
    assertThat(TimeText.text(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(TimeText.text(Duration.ofMinutes(2))).isEqualTo("2 min");
    assertThat(TimeText.text(Duration.ZERO)).isEqualTo("0 s");
  }

  private Progress progress(boolean interactive, Shard... shards) {
    PrintWriter writer = new PrintWriter(out, true);
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    return new Progress(
        new Terminal(writer, writer, interactive), clock, 100, END, List.of(shards));
  }

  private FakeShard shard(String name) throws IOException {
    return new FakeShard(Files.createDirectories(temporary.resolve(name)));
  }

  private void append(String shard, String text) throws IOException {
    Files.writeString(
        temporary.resolve(shard).resolve("timeline.csv"),
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String row(long second, int online, int sends, int deaths, double ackP99Micros) {
    return new Row<>(
                second,
                TimelineColumn.class,
                column ->
                    switch (column) {
                      case ONLINE -> online;
                      case SENDS -> sends;
                      case DEATHS -> deaths;
                      case ACK_P99 -> ackP99Micros;
                      default -> 0;
                    })
            .line()
        + "\n";
  }
}
