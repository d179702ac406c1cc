package im.stress.report;

import im.stress.record.FileNames;
import im.stress.record.RowTable;
import im.stress.record.ShardData;
import im.stress.text.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Seconds for which a process wrote no row, though it wrote rows before and after: the charts and
 * the figures of these seconds are not whole. Counts and latencies are kept elsewhere.
 */
final class FileGaps {

  /** A single missing row is what a recorder leaves that woke up late once. */
  private static final long TOLERATED_SECONDS = 1;

  private FileGaps() {}

  /** One line for each file with a gap. */
  static List<String> of(ShardData shard) {
    List<String> gaps = new ArrayList<>();
    of(shard, FileNames.TIMELINE, shard.timeline()).ifPresent(gaps::add);
    of(shard, FileNames.MONITOR, shard.monitor()).ifPresent(gaps::add);
    return gaps;
  }

  private static Optional<String> of(ShardData shard, String file, RowTable<?> table) {
    long missing = 0;
    long first = 0;
    for (int i = 1; i < table.rows().size(); i++) {
      long before = table.rows().get(i - 1).epochSecond();
      long seconds = table.rows().get(i).epochSecond() - before - 1;
      if (seconds > TOLERATED_SECONDS) {
        first = missing == 0 ? before + 1 : first;
        missing += seconds;
      }
    }
    return missing == 0
        ? Optional.empty()
        : Optional.of(
            "%s/%s: %s seconds have no row, the first of them at %s"
                .formatted(shard.id(), file, Format.count(missing), TimeText.utc(first * 1000)));
  }
}
