package im.stress.measure;

import im.stress.model.Cause;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Counts every death by kind and keeps the first ones whole. Safe on any thread: deaths are rare,
 * so one lock is enough.
 */
public final class DeathLog {
  /** As the contract says of {@code deaths.jsonl}. */
  public static final int MAX_RECORDS = 10_000;

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
  public synchronized List<Death> drain() {
    List<Death> drained = fresh;
    fresh = new ArrayList<>();
    return drained;
  }

  /** A copy of the counts by kind, in the order in which the kinds appeared. */
  public synchronized List<DeathTally> tallies() {
    return tallies.entrySet().stream().map(tally -> tally.getValue().of(tally.getKey())).toList();
  }

  /** What is known of all deaths of one kind so far. */
  private static final class Tally {
    private final IntCountsHistogram sinceSentMillis = new IntCountsHistogram(SIGNIFICANT_DIGITS);
    private final IntCountsHistogram ageMillis = new IntCountsHistogram(SIGNIFICANT_DIGITS);
    private long count;
    private long firstEpochMillis = Long.MAX_VALUE;
    private long lastEpochMillis;

    private void add(Death death) {
      firstEpochMillis = Math.min(firstEpochMillis, death.epochMillis());
      lastEpochMillis = Math.max(lastEpochMillis, death.epochMillis());
      count++;
      ageMillis.recordValue(Math.max(0, death.ageMillis()));
      if (death.sinceSentMillis() >= 0) {
        sinceSentMillis.recordValue(death.sinceSentMillis());
      }
    }

    private DeathTally of(Death.Kind kind) {
      return new DeathTally(
          kind, count, firstEpochMillis, lastEpochMillis, sinceSentMillis.copy(), ageMillis.copy());
    }
  }
}
