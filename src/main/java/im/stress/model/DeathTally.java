package im.stress.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Lost connections of one kind: of a process, or of a run.
 *
 * @param kind what they have in common
 * @param count how many
 * @param firstEpochMillis when the first was lost
 * @param lastEpochMillis when the last was lost
 * @param sinceSentMillis time from our last frame to the loss
 * @param ageMillis time from the connection's start to the loss
 */
public record DeathTally(
    @JsonUnwrapped Death.Kind kind,
    long count,
    long firstEpochMillis,
    long lastEpochMillis,
    AbstractHistogram sinceSentMillis,
    AbstractHistogram ageMillis) {
  /** Times that a file lacks were not measured. */
  public DeathTally {
    sinceSentMillis = sinceSentMillis == null ? new Histogram(3) : sinceSentMillis;
    ageMillis = ageMillis == null ? new Histogram(3) : ageMillis;
  }

  /** Adds up those of several processes by kind, the most frequent first. */
  public static List<DeathTally> merge(List<DeathTally> tallies) {
    Map<Death.Kind, DeathTally> byKind = new LinkedHashMap<>();
    tallies.forEach(tally -> byKind.merge(tally.kind, tally, DeathTally::plus));
    List<DeathTally> merged = new ArrayList<>(byKind.values());
    merged.sort(
        Comparator.comparingLong(DeathTally::count)
            .reversed()
            .thenComparingLong(DeathTally::firstEpochMillis));
    return merged;
  }

  private DeathTally plus(DeathTally other) {
    return new DeathTally(
        kind,
        count + other.count,
        Math.min(firstEpochMillis, other.firstEpochMillis),
        Math.max(lastEpochMillis, other.lastEpochMillis),
        sum(sinceSentMillis, other.sinceSentMillis),
        sum(ageMillis, other.ageMillis));
  }

  static AbstractHistogram sum(AbstractHistogram one, AbstractHistogram other) {
    Histogram sum = new Histogram(3);
    sum.add(one);
    sum.add(other);
    return sum;
  }
}
