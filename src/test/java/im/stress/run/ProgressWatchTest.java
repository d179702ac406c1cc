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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressWatchTest {
  private static final String HEADER = Row.header(TimelineColumn.class) + "\n";

  @TempDir Path temporary;

  @Test
  void processes_are_added_up_and_the_worst_latency_counts() throws IOException {
    append("shard-0", HEADER + row(100, 10, 5, 1, 9000));
    append("shard-1", HEADER + row(100, 20, 7, 2, 1000));

    RunProgress progress = look(watch("shard-0", "shard-1"));

    assertThat(progress.online()).isEqualTo(30);
    assertThat(progress.sendsPerSecond()).isEqualTo(12);
    assertThat(progress.ackP99Micros()).hasValue(9000);
    assertThat(progress.lost()).isEqualTo(3);
  }

  @Test
  void file_that_is_not_there_yet_is_nothing_to_worry_about() {
    RunProgress progress = look(watch("shard-0"));

    assertThat(progress.online()).isZero();
    assertThat(progress.ackP99Micros()).isEmpty();
  }

  @Test
  void row_counts_once_it_is_whole() throws IOException {
    ProgressWatch watch = watch("shard-0");
    String row = row(100, 5, 1, 2, Double.NaN);
    int half = row.length() - 8;
    append("shard-0", HEADER + row.substring(0, half));
    assertThat(look(watch).lost()).isZero();

    append("shard-0", row.substring(half));
    look(watch);
    RunProgress progress = look(watch);

    assertThat(progress.lost()).isEqualTo(2);
    assertThat(progress.online()).isEqualTo(5);
    assertThat(progress.ackP99Micros()).isEmpty();
  }

  @Test
  void rate_is_that_of_the_last_five_seconds_and_losses_are_those_of_all() throws IOException {
    ProgressWatch watch = watch("shard-0");
    append("shard-0", HEADER + row(100, 1, 1000, 7, 9_000_000));
    for (int second = 101; second < 106; second++) {
      append("shard-0", row(second, 1, second - 100, 1, 1000));
    }

    RunProgress progress = look(watch);

    assertThat(progress.sendsPerSecond()).isEqualTo(3.0);
    assertThat(progress.ackP99Micros()).hasValue(1000);
    assertThat(progress.lost()).isEqualTo(12);
  }

  private ProgressWatch watch(String... shards) {
    return new ProgressWatch(List.of(shards).stream().map(temporary::resolve).toList(), 100);
  }

  private static RunProgress look(ProgressWatch watch) {
    return watch.look(Duration.ZERO);
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
