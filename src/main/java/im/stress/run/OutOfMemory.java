package im.stress.run;

import im.stress.monitor.CgroupMemory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells a shard that died for want of memory from one that failed. */
final class OutOfMemory {
  /** 128 + SIGKILL: with it the kernel ends a process when memory runs out, but not it alone. */
  static final int KILLED = 137;

  /**
   * What such a JVM prints last: as {@code -XX:+ExitOnOutOfMemoryError} has it or in a stack trace,
   * and where the machine itself had no more to give.
   */
  private static final List<String> LAST_WORDS =
      List.of("java.lang.OutOfMemoryError", "insufficient memory for the Java Runtime Environment");

  private static final int MEBIBYTE = 1 << 20;

  private final CgroupMemory memory;
  private final OptionalLong killsBefore;

  /** To be made before the shards start. */
  OutOfMemory(CgroupMemory memory) {
    this.memory = memory;
    this.killsBefore = memory.oomKills();
  }

  /**
   * In one line: which shard, how much it had, and what to do. Empty for a shard that ended
   * otherwise.
   */
  Optional<String> line(String name, Shard shard) {
    String said = OutputTail.text(shard.directory().resolve("gatling.out"));
    if (LAST_WORDS.stream().anyMatch(said::contains)) {
      return Optional.of(ofHeap(name, shard));
    }
    boolean killed = shard.exit().join() == KILLED && kills() > 0;
    return killed ? Optional.of(byKernel(name)) : Optional.empty();
  }

  private static String ofHeap(String name, Shard shard) {
    String heap = shard.heap().isEmpty() ? "" : " with a heap of at most " + shard.heap();
    return name
        + " ran out of memory"
        + heap
        + ": give it more (JAVA_OPTS=-Xmx4g), split over more processes"
        + " (--set im.run.shards=4) or use more machines";
  }

  private long kills() {
    OptionalLong now = memory.oomKills();
    return now.orElse(0) - killsBefore.orElse(now.orElse(0));
  }

  private String byKernel(String name) {
    OptionalLong limit = memory.limitBytes();
    return name
        + " was killed by the kernel because memory ran out (exit code 137, and its count oom_kill rose"
        + " by "
        + kills()
        + (limit.isPresent()
            ? "; the memory limit is " + limit.getAsLong() / MEBIBYTE + " MiB"
            : "")
        + "): raise the limit (docker run --memory, resources.limits.memory of Kubernetes), or use"
        + " more machines with fewer users on each";
  }
}
