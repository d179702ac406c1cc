package im.stress.cli;

import java.util.List;

/** Tells a shard that died for want of memory from one that failed. */
final class OutOfMemory {
  /**
   * What such a JVM prints last: as {@code -XX:+ExitOnOutOfMemoryError} has it or in a stack trace,
   * and where the machine itself had no more to give.
   */
  private static final List<String> LAST_WORDS =
      List.of("java.lang.OutOfMemoryError", "insufficient memory for the Java Runtime Environment");

  private OutOfMemory() {}

  /** Whether a shard that ended with a code other than 0 did so for want of memory. */
  static boolean ended(Shard shard) {
    String said = OutputTail.text(shard.directory().resolve("gatling.out"));
    return LAST_WORDS.stream().anyMatch(said::contains);
  }

  /** In one line: which shard, how much it had, and what to do. */
  static String line(String name, Shard shard) {
    String heap = shard.heap().isEmpty() ? "" : " with a heap of at most " + shard.heap();
    return name
        + " ran out of memory"
        + heap
        + ": give it more (JAVA_OPTS=-Xmx4g), split over more processes"
        + " (--set im.run.shards=4) or use more machines";
  }
}
