package im.stress.run;

import im.stress.model.Counter;
import im.stress.model.DeathTally;
import im.stress.record.ShardCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out from the {@code counts.json} of all shards what went wrong last. For one thread, which
 * asks about once a second.
 */
final class TroubleWatch {
  /** What should not happen and is counted, the worst first; lost connections have causes. */
  private static final List<Counter> COUNTED =
      List.of(
          Counter.MESSAGES_ACKED_NOT_DELIVERED,
          Counter.MESSAGES_MISROUTED,
          Counter.MESSAGES_LOST,
          Counter.MESSAGES_DUPLICATED,
          Counter.MESSAGES_REORDERED,
          Counter.GROUP_DELIVERIES_LOST,
          Counter.GROUP_DELIVERIES_DUPLICATED,
          Counter.GROUP_DELIVERIES_MISROUTED,
          Counter.MESSAGES_REFUSED,
          Counter.MESSAGES_UNACKED,
          Counter.GROUP_MESSAGES_REFUSED,
          Counter.GROUP_MESSAGES_UNACKED,
          Counter.GROUP_JOINS_REFUSED,
          Counter.HEARTBEATS_REFUSED,
          Counter.HEARTBEATS_MISSED,
          Counter.MESSAGES_BLOCKED,
          Counter.MESSAGES_NOT_SENT,
          Counter.FRAMES_MALFORMED,
          Counter.FRAMES_OVERSIZED,
          Counter.FRAMES_UNEXPECTED);

  private final List<Path> files;
  private final Map<Path, ShardCounts> read = new HashMap<>();
  private Map<String, Long> before = Map.of();
  private Optional<String> last = Optional.empty();

  /** Of shards that may not have written theirs yet. */
  TroubleWatch(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /** What went wrong last, and how often so far; empty when nothing did yet. */
  Optional<Trouble> look() {
    files.forEach(this::read);
    Map<String, Long> found = found();
    last =
        found.entrySet().stream()
            .filter(trouble -> trouble.getValue() > before.getOrDefault(trouble.getKey(), 0L))
            .map(Map.Entry::getKey)
            .findFirst()
            .or(() -> last);
    before = found;
    return last.map(what -> new Trouble(what, found.getOrDefault(what, 0L)));
  }

  private void read(Path file) {
    try {
      ShardCounts.read(file).ifPresent(counts -> read.put(file, counts));
    } catch (IOException e) {
      // Progress is no reason to end a run; what was read before stays.
    }
  }

  /** Lost connections first, the cause that was seen last before the others. */
  private Map<String, Long> found() {
    Map<String, Long> found = new LinkedHashMap<>();
    read.values().stream()
        .flatMap(counts -> counts.deaths().stream())
        .sorted(Comparator.comparingLong(DeathTally::lastEpochMillis).reversed())
        .forEach(deaths -> found.merge(deaths.kind().cause(), deaths.count(), Long::sum));
    for (Counter counter : COUNTED) {
      long sum =
          read.values().stream().mapToLong(c -> c.counters().getOrDefault(counter, 0L)).sum();
      found.put(words(counter), sum);
    }
    return found;
  }

  /** {@code messagesUnacked} as {@code messages unacked}. */
  private static String words(Counter counter) {
    return counter.toString().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
