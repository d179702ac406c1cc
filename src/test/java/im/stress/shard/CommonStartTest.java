package im.stress.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CommonStartTest {
  @TempDir private Path machine;

  @Test
  void all_begin_a_second_after_the_last_was_ready() throws Exception {
    CompletableFuture<Long> first = start(0, 3, 1_000);
    CompletableFuture<Long> third = start(2, 3, 5_000);
    Awaitility.await().until(() -> Files.exists(machine.resolve("shard-2/ready")));
    assertThat(first).isNotDone();
    CompletableFuture<Long> second = start(1, 3, 3_000);

    for (CompletableFuture<Long> begin : List.of(first, second, third)) {
      assertThat(begin.get()).isEqualTo(6_000);
    }
  }

  @Test
  void a_process_alone_begins_at_once_and_writes_nothing() throws Exception {
    assertThat(start(0, 1, 7_000).get()).isEqualTo(7_000);
    assertThat(machine.resolve("shard-0")).isEmptyDirectory();
  }

  @Test
  void all_machines_begin_at_the_time_that_they_were_told() throws Exception {
    assertThat(at(9, 7_000).await()).isEqualTo(9_000);
    assertThat(at(9, 12_000).await()).isEqualTo(12_000);
  }

  @Test
  void later_than_that_is_told() {
    assertThat(at(9, 0).late(10_000)).isEmpty();
    assertThat(at(9, 0).late(12_200))
        .contains(
            "the ramp began 3.2 s after START_AT: a START_AT further ahead leaves time for the start"
                + " of all processes");
    assertThat(of(0, 1, 0).late(12_200)).isEmpty();
  }

  @Test
  void nothing_is_left_at_the_end() throws Exception {
    List<CompletableFuture<Long>> all =
        IntStream.range(0, 2).mapToObj(index -> start(index, 2, 1)).toList();
    all.forEach(CompletableFuture::join);

    IntStream.range(0, 2).forEach(index -> of(index, 2, 1).clear());

    assertThat(machine.resolve("shard-0")).isEmptyDirectory();
    assertThat(machine.resolve("shard-1")).isEmptyDirectory();
  }

  private CompletableFuture<Long> start(int index, int count, long now) {
    CommonStart start = of(index, count, now);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return start.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        work -> new Thread(work).start());
  }

  private CommonStart of(int index, int count, long now) {
    Path folder = machine.resolve("shard-" + index);
    folder.toFile().mkdirs();
    return new CommonStart(
        new ShardAssignment(folder, index, count, false), OptionalLong.empty(), () -> now);
  }

  private CommonStart at(long startAtEpochSecond, long now) {
    return new CommonStart(
        new ShardAssignment(machine, 0, 1, false), OptionalLong.of(startAtEpochSecond), () -> now);
  }
}
