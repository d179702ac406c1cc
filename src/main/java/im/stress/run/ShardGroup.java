package im.stress.run;

import im.stress.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The shards of this machine, watched until the last of them is gone. */
public final class ShardGroup {
  private final List<Shard> shards;
  private final Interrupts interrupts;
  private final OutOfMemory outOfMemory;
  private final Limits limits;
  private final Set<Shard> killed = new HashSet<>();
  private final CompletableFuture<Void> allGone;

  /**
   * How long things may take.
   *
   * @param tick time between two looks at the progress
   * @param run within which all shards should have ended by themselves
   * @param stop within which they should have stopped when asked to
   */
  public record Limits(Duration tick, Duration run, Duration stop) {

    /** The same, where the time for the run begins only after this long. */
    Limits after(Duration planned) {
      return new Limits(tick, run.plus(planned), stop);
    }
  }

  /**
   * How it ended.
   *
   * @param interrupted whether the user asked to stop
   * @param clientLimits one line for each shard that ran out of memory
   * @param failures one line for each other thing that went wrong
   */
  record Ended(boolean interrupted, List<String> clientLimits, List<String> failures) {}

  ShardGroup(List<Shard> shards, Interrupts interrupts, OutOfMemory outOfMemory, Limits limits) {
    this.shards = List.copyOf(shards);
    this.interrupts = interrupts;
    this.outOfMemory = outOfMemory;
    this.limits = limits;
    this.allGone = allOf(exits());
  }

  Limits limits() {
    return limits;
  }

  private List<CompletableFuture<Integer>> exits() {
    return shards.stream().map(Shard::exit).toList();
  }

  private static CompletableFuture<Void> allOf(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Blocks until all shards are gone. One that fails ends the others as well, and so does {@code
   * trouble}: what the rest measured on its own would be another load than the one asked for.
   *
   * @param trouble completes with one line when something else went wrong
   * @param onTick called once per tick
   * @param onStop told in one line why the shards are stopped before their time
   */
  Ended watch(CompletableFuture<String> trouble, Runnable onTick, Consumer<String> onStop)
      throws InterruptedException {
    boolean inTime = watchUntilNews(trouble, onTick);
    boolean interrupted = interrupts.isAsked();
    Set<String> failures = new LinkedHashSet<>();
    if (trouble.isDone()) {
      failures.add(trouble.join());
    }
    if (!inTime) {
      failures.add("the run did not end within " + TimeText.text(limits.run()));
    }
    failures.addAll(failed());
    if (!allGone.isDone()) {
      onStop.accept(interrupted ? "interrupted" : first(outOfMemory(), failures));
      failures.addAll(stop());
    }
    return new Ended(interrupted, outOfMemory(), List.copyOf(failures));
  }

  private static String first(Collection<String> reasons, Collection<String> others) {
    return (reasons.isEmpty() ? others : reasons).iterator().next();
  }

  private boolean watchUntilNews(CompletableFuture<String> trouble, Runnable onTick)
      throws InterruptedException {
    CompletableFuture<?> overdue =
        new CompletableFuture<>()
            .completeOnTimeout(null, limits.run().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Object> news =
        CompletableFuture.anyOf(allGone, firstFailure(), interrupts.asked(), trouble, overdue);
    while (!Waiting.isDoneWithin(news, limits.tick())) {
      onTick.run();
    }
    boolean reason =
        allGone.isDone() || firstFailure().isDone() || interrupts.isAsked() || trouble.isDone();
    return reason || !overdue.isDone();
  }

  private CompletableFuture<Void> firstFailure() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    for (CompletableFuture<Integer> exit : exits()) {
      var unused = exit.thenAccept(code -> completeWhen(code != 0, first));
    }
    return first;
  }

  private static void completeWhen(boolean condition, CompletableFuture<Void> future) {
    if (condition) {
      future.complete(null);
    }
  }

  private List<String> stop() throws InterruptedException {
    shards.forEach(Shard::stop);
    List<String> failures = new ArrayList<>();
    if (!Waiting.isDoneWithin(allGone, limits.stop())) {
      for (Shard shard : shards) {
        if (!shard.exit().isDone()) {
          failures.add(
              "%s did not stop within %s and was killed"
                  .formatted(name(shard), TimeText.text(limits.stop())));
          killed.add(shard);
          shard.kill();
        }
      }
      Waiting.isDoneWithin(allGone, limits.stop());
      return failures;
    }
    return failed();
  }

  private List<String> failed() {
    return shards.stream()
        .filter(shard -> hasFailed(shard) && outOfMemory(shard).isEmpty())
        .map(ShardGroup::failure)
        .toList();
  }

  private List<String> outOfMemory() {
    return shards.stream()
        .filter(ShardGroup::hasFailed)
        .flatMap(shard -> outOfMemory(shard).stream())
        .toList();
  }

  private Optional<String> outOfMemory(Shard shard) {
    return killed.contains(shard) ? Optional.empty() : outOfMemory.line(name(shard), shard);
  }

  private static boolean hasFailed(Shard shard) {
    return shard.exit().isDone() && shard.exit().join() != 0;
  }

  private static String failure(Shard shard) {
    if (shard.exit().join() == OutOfMemory.KILLED) {
      return ("%s failed with exit code %d: it was killed (SIGKILL), and not by this tool; look for"
              + " lack of memory in the kernel's log (dmesg -T | grep -i oom), at the memory limit"
              + " of the container, and for a kill -9 (see %s/gatling.out)")
          .formatted(name(shard), OutOfMemory.KILLED, name(shard));
    }
    String said = OutputTail.lastLine(shard.directory().resolve("gatling.out"));
    return "%s failed with exit code %d%s (see %s/gatling.out)"
        .formatted(
            name(shard), shard.exit().join(), said.isEmpty() ? "" : ": " + said, name(shard));
  }

  /** {@code machine-K/shard-J}. */
  private static String name(Shard shard) {
    int names = shard.directory().getNameCount();
    return shard.directory().subpath(Math.max(0, names - 2), names).toString();
  }
}
