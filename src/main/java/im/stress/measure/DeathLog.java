package im.stress.measure;

import im.stress.model.Cause;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Counts every death by kind and keeps the first ones whole. Requests that failed have a place of
 * their own: there may be many, and they push no lost connection out. Safe on any thread: deaths
 * are rare, so one lock is enough.
 */
public final class DeathLog {
  /** Of lost connections, and of failed requests. As the contract says of {@code deaths.jsonl}. */
  public static final int MAX_RECORDS = 10_000;

  /**
   * Servers may put a unique id into each close reason; past this many kinds of lost connections,
   * or of failed requests, reasons are dropped, and past twice as many, new codes are.
   */
  static final int MAX_KINDS = 200;

  /** Two digits: 1 % of a time since the last frame is enough to see an idle timeout. */
  private static final int SIGNIFICANT_DIGITS = 2;

  private final Part losses = new Part();
  private final Part requests = new Part();
  private List<Death> fresh = new ArrayList<>();

  synchronized void add(Death death) {
    Part part = death.kind().phase().isLoss() ? losses : requests;
    if (part.add(death)) {
      fresh.add(death);
    }
  }

  /** The whole records since the last call. */
  public synchronized List<Death> drain() {
    List<Death> drained = fresh;
    fresh = new ArrayList<>();
    return drained;
  }

  /** A copy of the counts by kind: connections first, each in the order in which it appeared. */
  public synchronized List<DeathTally> tallies() {
    return Stream.of(losses, requests).flatMap(Part::all).toList();
  }

  /** Lost connections, or failed requests. */
  private static final class Part {
    private final Map<Death.Kind, Tally> tallies = new LinkedHashMap<>();
    private int recorded;

    /** Counts it; whether its record is to be kept. */
    private boolean add(Death death) {
      Tally tally = tallies.get(death.kind());
      if (tally == null) {
        tally = tallies.computeIfAbsent(boundedKind(death.kind()), kind -> new Tally());
      }
      tally.add(death);
      if (recorded == MAX_RECORDS) {
        return false;
      }
      recorded++;
      return true;
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

    private Stream<DeathTally> all() {
      return tallies.entrySet().stream().map(tally -> tally.getValue().of(tally.getKey()));
    }
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
