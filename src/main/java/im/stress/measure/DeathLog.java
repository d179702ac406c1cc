package im.stress.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Counts every death by kind and keeps the first ones whole. Safe on any thread: deaths are rare,
 * so one lock is enough.
 */
final class DeathLog {
  /** As the contract says of {@code deaths.jsonl}. */
  static final int MAX_RECORDS = 10_000;

  /**
   * Servers may put a unique id into each close reason; past this many kinds, reasons are dropped,
   * and past twice as many, new codes are.
   */
  static final int MAX_KINDS = 200;

  /** Two digits: 1 % of a time since the last frame is enough to see an idle timeout. */
  private static final int SIGNIFICANT_DIGITS = 2;

  private final Map<Death.Kind, Tally> tallies = new LinkedHashMap<>();
  private List<Death> fresh = new ArrayList<>();
  private int recorded;

  synchronized void add(Death death) {
    Tally tally = tallies.get(death.kind());
    if (tally == null) {
      tally = tallies.computeIfAbsent(boundedKind(death.kind()), kind -> new Tally());
    }
    tally.add(death);
    if (recorded < MAX_RECORDS) {
      recorded++;
      fresh.add(death);
    }
  }

  private Death.Kind boundedKind(Death.Kind kind) {
    if (tallies.size() < MAX_KINDS) {
      return kind;
    }
    Death.Kind anyReason =
        new Death.Kind(kind.phase(), kind.cause(), kind.code(), "(more reasons)");
    return tallies.containsKey(anyReason) || tallies.size() < 2 * MAX_KINDS
        ? anyReason
        : new Death.Kind(kind.phase(), Cause.OTHER.key(), -1, "(more causes)");
  }

  /** The whole records since the last call. */
  synchronized List<Death> drain() {
    List<Death> drained = fresh;
    fresh = new ArrayList<>();
    return drained;
  }

  /** A copy of the counts by kind, in the order in which the kinds appeared. */
  synchronized Map<Death.Kind, Tally> tallies() {
    Map<Death.Kind, Tally> copy = new LinkedHashMap<>();
    tallies.forEach((kind, tally) -> copy.put(kind, tally.copy()));
    return copy;
  }

  /** What is known of all deaths of one kind. */
  static final class Tally {
    long count;
    long firstEpochMillis;
    long lastEpochMillis;
    final IntCountsHistogram sinceSentMillis;
    final IntCountsHistogram ageMillis;

    Tally() {
      this(new IntCountsHistogram(SIGNIFICANT_DIGITS), new IntCountsHistogram(SIGNIFICANT_DIGITS));
    }

    private Tally(IntCountsHistogram sinceSentMillis, IntCountsHistogram ageMillis) {
      this.sinceSentMillis = sinceSentMillis;
      this.ageMillis = ageMillis;
    }

    private void add(Death death) {
      firstEpochMillis =
          count == 0 ? death.epochMillis() : Math.min(firstEpochMillis, death.epochMillis());
      lastEpochMillis = Math.max(lastEpochMillis, death.epochMillis());
      count++;
      ageMillis.recordValue(Math.max(0, death.ageMillis()));
      if (death.sinceSentMillis() >= 0) {
        sinceSentMillis.recordValue(death.sinceSentMillis());
      }
    }

    private Tally copy() {
      Tally copy = new Tally(sinceSentMillis.copy(), ageMillis.copy());
      copy.count = count;
      copy.firstEpochMillis = firstEpochMillis;
      copy.lastEpochMillis = lastEpochMillis;
      return copy;
    }
  }
}
