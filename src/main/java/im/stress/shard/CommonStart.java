package im.stress.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets all processes of a machine begin their ramps at the same instant: each writes into its
 * folder when it was ready, and begins a second after the last of them was, or at {@code START_AT}
 * where that is later.
 */
final class CommonStart {
  private static final String READY = "ready";

  /** Within this each has seen that the last one is ready, also on a busy machine. */
  private static final long LEAD_MILLIS = 1_000;

  private static final long POLL_MILLIS = 20;

  /** Machines that begin within a second of each other began together. */
  private static final long TOLERATED_MILLIS = 1_000;

  private final ShardAssignment shard;
  private final OptionalLong startAtMillis;
  private final LongSupplier epochMillis;

  /**
   * Of the processes among which this one is; they share a clock.
   *
   * @param startAtEpochSecond when all machines begin; empty = each when it is ready
   */
  CommonStart(ShardAssignment shard, OptionalLong startAtEpochSecond, LongSupplier epochMillis) {
    this.shard = shard;
    this.startAtMillis = startAtEpochSecond.stream().map(second -> second * 1_000).findFirst();
    this.epochMillis = epochMillis;
  }

  /**
   * Blocks until all are ready; where one never is, the runner ends the others.
   *
   * @return when to begin, milliseconds since the epoch
   */
  long await() throws InterruptedException {
    return Math.max(startAtMillis.orElse(0), allReady());
  }

  /** One line when the ramp began later than {@code START_AT}, and so than on other machines. */
  Optional<String> late(long begunEpochMillis) {
    long late = begunEpochMillis - startAtMillis.orElse(begunEpochMillis);
    return late <= TOLERATED_MILLIS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the ramp began %.1f s after START_AT: a START_AT further ahead leaves time for the"
                    + " start of all processes",
                late / 1_000.0));
  }

  private long allReady() throws InterruptedException {
    long now = epochMillis.getAsLong();
    if (shard.count() == 1) {
      return now;
    }
    try {
      Path unfinished =
          Files.writeString(ready(shard.index()).resolveSibling(READY + ".new"), "" + now);
      Files.move(unfinished, ready(shard.index()), StandardCopyOption.ATOMIC_MOVE);
      OptionalLong last = lastReady();
      while (last.isEmpty()) {
        Thread.sleep(POLL_MILLIS);
        last = lastReady();
      }
      return last.getAsLong() + LEAD_MILLIS;
    } catch (IOException e) {
      throw new UncheckedIOException("the other processes can't be waited for", e);
    }
  }

  /** Takes away what was written; to be called when all have long begun. */
  void clear() {
    try {
      Files.deleteIfExists(ready(shard.index()));
    } catch (IOException e) {
      // It does no harm where it is.
    }
  }

  private Path ready(int index) {
    return shard.directory().resolveSibling("shard-" + index).resolve(READY);
  }

  /** When the last one was ready; empty while one isn't. */
  private OptionalLong lastReady() throws IOException {
    long last = 0;
    for (int index = 0; index < shard.count(); index++) {
      try {
        last = Math.max(last, Long.parseLong(Files.readString(ready(index))));
      } catch (NoSuchFileException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(last);
  }
}
