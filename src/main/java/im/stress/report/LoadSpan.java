package im.stress.report;

import im.stress.record.RunData;
import im.stress.record.ShardCounts;

/**
 * The seconds in which all users of a run were to be online, as far as there are rows of them.
 *
 * @param firstSecond since the epoch
 * @param endSecond the first one after them; not after {@code firstSecond} when there were none
 */
record LoadSpan(long firstSecond, long endSecond) {

  /** Of this run; of one that is still going on, up to its last row. */
  static LoadSpan of(RunData run) {
    long full = latest(run, true);
    long leave = latest(run, false);
    long rowsEnd =
        run.timeline().rows().stream().mapToLong(row -> row.epochSecond() + 1).max().orElse(0);
    long first = full > 0 ? Math.floorDiv(full + 999, 1_000L) : rowsEnd;
    return new LoadSpan(first, leave > 0 ? Math.min(rowsEnd, leave / 1_000) : rowsEnd);
  }

  private static long latest(RunData run, boolean full) {
    return run.shards().stream()
        .flatMap(shard -> shard.counts().stream())
        .map(ShardCounts::progress)
        .mapToLong(p -> full ? p.fullLoadEpochMillis() : p.leaveEpochMillis())
        .max()
        .orElse(0);
  }

  /** Its length. */
  long seconds() {
    return Math.max(0, endSecond - firstSecond);
  }

  /** The part of it from this second on. */
  LoadSpan from(long second) {
    return new LoadSpan(Math.max(firstSecond, second), endSecond);
  }
}
