package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.monitor.CgroupMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class ShardGroupTest {
  @TempDir private Path root;

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

  @Test
  void shard_that_the_kernel_ended_for_want_of_memory_is_a_limit_and_no_failure()
      throws InterruptedException {
    kills(4);
    ShardGroup group = group(Duration.ofMinutes(1));
    kills(5);
    first.end(137);

    ShardGroup.Ended ended = group.watch(trouble, () -> {}, told::add);

    assertThat(ended.failures()).isEmpty();
    assertThat(ended.clientLimits())
        .containsExactly(
            "machine-0/shard-0 was killed by the kernel because memory ran out (exit code 137, and its"
                + " count oom_kill rose by 1; the memory limit is 512 MiB): raise the limit (docker"
                + " run --memory, resources.limits.memory of Kubernetes), or use more machines"
                + " with fewer users on each");
    assertThat(told).isEqualTo(ended.clientLimits());
    assertThat(second.stopped).isTrue();
  }

  @Test
  void shard_that_somebody_killed_is_a_failure_that_says_what_137_means()
      throws InterruptedException {
    kills(4);
    first.end(137);
    second.end(0);

    ShardGroup.Ended ended = group(Duration.ofMinutes(1)).watch(trouble, () -> {}, told::add);

    assertThat(ended.clientLimits()).isEmpty();
    assertThat(ended.failures())
        .containsExactly(
            "machine-0/shard-0 failed with exit code 137: it was killed (SIGKILL), and not by this"
                + " tool; look for lack of memory in the kernel's log (dmesg -T | grep -i oom), at"
                + " the memory limit of the container, and for a kill -9 (see"
                + " machine-0/shard-0/gatling.out)");
  }

  @Test
  void shard_that_this_tool_killed_did_not_run_out_of_memory() throws InterruptedException {
    kills(4);
    ShardGroup group = group(Duration.ofMillis(20));
    kills(5);
    first.deaf = true;

    ShardGroup.Ended ended = group.watch(trouble, () -> {}, told::add);

    assertThat(first.killed).isTrue();
    assertThat(ended.clientLimits()).isEmpty();
    assertThat(ended.failures())
        .containsExactly(
            "the run did not end within 20 ms",
            "machine-0/shard-0 did not stop within 200 ms and was killed");
  }

  /** As the kernel of a machine with a memory limit would tell it. */
  private void kills(int count) {
    file("proc/self/cgroup", "0::/pod");
    file("proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw");
    file("sys/fs/cgroup/pod/memory.max", "536870912");
    file("sys/fs/cgroup/pod/memory.events", "oom_kill " + count);
  }

  private void file(String path, String line) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ShardGroup group(Duration run) {
    return new ShardGroup(
        List.of(first, second),
        interrupts,
        new OutOfMemory(new CgroupMemory(root)),
        new ShardGroup.Limits(Duration.ofMillis(5), run, Duration.ofMillis(200)));
  }
}
