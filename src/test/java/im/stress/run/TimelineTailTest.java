package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTailTest {
  private static final String HEADER =
      "epochSecond,online,connects,logins,sends,acks,deliveries,heartbeats,deaths,lagMicros,"
          + "ackP50Micros,ackP99Micros,deliveryP99Micros\n";

  @TempDir Path temporary;

  @Test
  void processes_are_added_up_and_the_worst_latency_counts() throws IOException {
    append("shard-0", HEADER + row(100, 10, 5, 1, 9000));
    append("shard-1", HEADER + row(100, 20, 7, 2, 1000));
    TimelineTail first = tail("shard-0");
    TimelineTail second = tail("shard-1");
    first.read();
    second.read();

    RunProgress progress = RunProgress.of(100, List.of(first, second), Duration.ZERO);

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
    append("shard-0", HEADER + "100,5,0,0,1,0,0,0,2,");
    tail.read();
    assertThat(tail.deaths()).isZero();

    append("shard-0", "0,,,\n");
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
    return new TimelineTail(temporary.resolve(shard).resolve("timeline.csv"));
  }

  private void append(String shard, String text) throws IOException {
    Files.writeString(
        Files.createDirectories(temporary.resolve(shard)).resolve("timeline.csv"),
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String row(long second, int online, int sends, int deaths, long ackP99Micros) {
    return "%d,%d,0,0,%d,0,0,0,%d,0,500,%d,\n"
        .formatted(second, online, sends, deaths, ackP99Micros);
  }
}
