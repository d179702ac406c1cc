package im.stress.report;

import im.stress.model.Death;
import im.stress.model.DeathTally;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Connections lost in the seconds around an instant, by cause. */
final class DeathsAround {
  /** Clients may notice before the monitor, which looks once a second. */
  private static final long BEFORE_MILLIS = 2_000;

  /** The second of the instant itself, and some more for what TCP delivers late. */
  private static final long AFTER_MILLIS = 5_000;

  private final long fromMillis;
  private final long toMillis;
  private final Map<String, Long> counts = new TreeMap<>();

  private DeathsAround(long epochMillis) {
    this.fromMillis = epochMillis - BEFORE_MILLIS;
    this.toMillis = epochMillis + AFTER_MILLIS;
  }

  /** The most frequent first. */
  static List<OverTime.Deaths> of(RunData run, long epochMillis) {
    DeathsAround around = new DeathsAround(epochMillis);
    run.deaths().forEach(kind -> around.add(kind, run.deathLines()));
    List<OverTime.Deaths> found = new ArrayList<>();
    around.counts.forEach((cause, count) -> found.add(new OverTime.Deaths(cause, count)));
    found.sort(Comparator.comparingLong(OverTime.Deaths::count).reversed());
    return found;
  }

  /**
   * All of a kind count where all fell into this time. Otherwise those of them that have a line,
   * which only the first lost connections of a run have.
   */
  private void add(DeathTally kind, List<Death> lines) {
    long count =
        isWithin(kind.firstEpochMillis()) && isWithin(kind.lastEpochMillis())
            ? kind.count()
            : lines.stream()
                .filter(line -> line.kind().equals(kind.kind()) && isWithin(line.epochMillis()))
                .count();
    if (count > 0) {
      counts.merge(DeathCause.of(kind), count, Long::sum);
    }
  }

  private boolean isWithin(long epochMillis) {
    return epochMillis >= fromMillis && epochMillis < toMillis;
  }
}
