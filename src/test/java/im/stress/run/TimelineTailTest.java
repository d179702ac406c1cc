package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTailTest {
  private static final String HEADER = Row.header(TimelineColumn.class) + "\n";

  @TempDir Path temporary;

  @Test
  void processes_are_added_up_and_the_worst_latency_counts() throws IOException {
    append("shard-0", HEADER + row(100, 10, 5, 1, 9000));
    append("shard-1", HEADER + row(100, 20, 7, 2, 1000));
    TimelineTail first = tail("shard-0");
    TimelineTail second = tail("shard-1");
    first.read();
    second.read();

    RunProgress progress =
        RunProgress.of(100, List.of(first, second), Duration.ZERO, Optional.empty());

    assertThat(progress.online()).isEqualTo(30);
    assertThat(progress.sendsPerSecond()).isEqualTo(12);
    assertThat(progress.ackP99Micros()).hasValue(9000);
    assertThat(progress.lost()).isEqualTo(3);
  }

  @Test
  void file_that_is_not_there_yet_is_nothing_to_worry_about() {
    TimelineTail tail = tail("shard-0");

    tail.read();

    assertThat(tail.online()).isZero();
    assertThat(tail.ackP99Micros()).isEmpty();
  }

  @Test
  void row_counts_once_it_is_whole() throws IOException {
    TimelineTail tail = tail("shard-0");
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
    TimelineTail tail = tail("shard-0");
    append("shard-0", HEADER + row(100, 1, 1000, 0, 9_000_000));
    for (int second = 101; second < 106; second++) {
      append("shard-0", row(second, 1, second - 100, 0, 1000));
    }

    tail.read();

    assertThat(tail.sendsPerSecond()).isEqualTo(3.0);
    assertThat(tail.ackP99Micros()).hasValue(1000);
  }

  private TimelineTail tail(String shard) {
    return new TimelineTail(temporary.resolve(shard).resolve(FileNames.TIMELINE));
  }

  private void append(String shard, String text) throws IOException {
    Files.writeString(
        Files.createDirectories(temporary.resolve(shard)).resolve(FileNames.TIMELINE),
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
