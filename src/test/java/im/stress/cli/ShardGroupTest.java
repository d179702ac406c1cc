package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ShardGroupTest {
  private final FakeShard first = new FakeShard(Path.of("run/machine-0/shard-0"));
  private final FakeShard second = new FakeShard(Path.of("run/machine-0/shard-1"));
  private final Interrupts interrupts = new Interrupts();
  private final CompletableFuture<String> trouble = new CompletableFuture<>();
  private final List<String> told = new ArrayList<>();

  @Test
  void progress_is_shown_until_the_last_shard_is_gone() throws InterruptedException {
    AtomicInteger ticks = new AtomicInteger();
    first.end(0);
    Runnable endLater =
        () -> {
          if (ticks.incrementAndGet() == 3) {
            second.end(0);
          }
        };

    ShardGroup.Ended ended = group(Duration.ofMinutes(1)).watch(trouble, endLater, told::add);

    assertThat(ended).isEqualTo(new ShardGroup.Ended(false, List.of(), List.of()));
    assertThat(ticks).hasValue(3);
    assertThat(told).isEmpty();
  }

  @Test
  void run_that_does_not_end_is_ended() throws InterruptedException {
    ShardGroup.Ended ended = group(Duration.ofMillis(20)).watch(trouble, () -> {}, told::add);

    assertThat(ended.failures()).containsExactly("the run did not end within 20 ms");
    assertThat(told).isEqualTo(ended.failures());
    assertThat(first.stopped).isTrue();
    assertThat(second.stopped).isTrue();
  }

  @Test
  void trouble_elsewhere_ends_the_run() throws InterruptedException {
    Runnable breakServer = () -> trouble.complete("the embedded server ended");

    ShardGroup.Ended ended = group(Duration.ofMinutes(1)).watch(trouble, breakServer, told::add);

    assertThat(ended.failures()).containsExactly("the embedded server ended");
    assertThat(first.stopped).isTrue();
  }

  @Test
  void every_failed_shard_is_named_once() throws InterruptedException {
    first.end(1);
    second.end(2);

    ShardGroup.Ended ended = group(Duration.ofMinutes(1)).watch(trouble, () -> {}, told::add);

    assertThat(ended.failures())
        .containsExactly(
            "machine-0/shard-0 failed with exit code 1 (see machine-0/shard-0/gatling.out)",
            "machine-0/shard-1 failed with exit code 2 (see machine-0/shard-1/gatling.out)");
  }

  private ShardGroup group(Duration run) {
    return new ShardGroup(
        List.of(first, second),
        interrupts,
        new ShardGroup.Limits(Duration.ofMillis(5), run, Duration.ofMillis(200)));
  }
}
