package im.stress.report;

import im.stress.model.DeathTally;
import im.stress.model.TimelineColumn;
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

  private final RunData run;
  private final long fromMillis;
  private final long toMillis;
  private final Map<String, Long> counts = new TreeMap<>();

  private DeathsAround(RunData run, long epochMillis) {
    this.run = run;
    this.fromMillis = epochMillis - BEFORE_MILLIS;
    this.toMillis = epochMillis + AFTER_MILLIS;
  }

  /** The most frequent first; last those of which no cause is known any more. */
  static List<OverTime.Deaths> of(RunData run, long epochMillis) {
    DeathsAround around = new DeathsAround(run, epochMillis);
    run.deaths().stream().filter(kind -> kind.kind().phase().isLoss()).forEach(around::add);
    List<OverTime.Deaths> found = new ArrayList<>();
    around.counts.forEach((cause, count) -> found.add(new OverTime.Deaths(cause, count)));
    found.sort(Comparator.comparingLong(OverTime.Deaths::count).reversed());
    long rest = around.notListed();
    if (rest > 0) {
      found.add(new OverTime.Deaths(DeathChart.NOT_LISTED, rest));
    }
    return found;
  }

  /**
   * All of a kind count where all fell into this time. Otherwise those of them that have a line,
   * which only the first lost connections of a run have.
   */
  private void add(DeathTally kind) {
    long count =
        isWithin(kind.firstEpochMillis()) && isWithin(kind.lastEpochMillis())
            ? kind.count()
            : run.deathLines().stream()
                .filter(line -> line.kind().equals(kind.kind()) && isWithin(line.epochMillis()))
                .count();
    if (count > 0) {
      counts.merge(DeathCause.of(kind), count, Long::sum);
    }
  }

  /** What the timeline counts beyond these; none where every lost connection has a line. */
  private long notListed() {
    if (DeathChart.allHaveLines(run)) {
      return 0;
    }
    long all =
        run.timeline().rows().stream()
            .filter(row -> isWithin(row.epochSecond() * 1_000))
            .mapToLong(row -> row.count(TimelineColumn.DEATHS))
            .sum();
    return all - counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean isWithin(long epochMillis) {
    return epochMillis >= fromMillis && epochMillis < toMillis;
  }
}
