package im.stress.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * What the users of one population did and what became of the messages that they wrote: in a
 * process, or in a run.
 *
 * @param name that of their scenario
 * @param counters all counters; a delivery or a loss belongs to the sender
 * @param ackMicros due to acknowledged
 * @param deliveryMicros due to arrived
 */
public record PopulationTally(
    String name,
    EnumMap<Counter, Long> counters,
    AbstractHistogram ackMicros,
    AbstractHistogram deliveryMicros) {
  /** What a file lacks is none. */
  public PopulationTally {
    counters = counters == null ? new EnumMap<>(Counter.class) : counters;
    ackMicros = ackMicros == null ? new Histogram(3) : ackMicros;
    deliveryMicros = deliveryMicros == null ? new Histogram(3) : deliveryMicros;
  }

  /** Adds up those of several processes by name, in the order in which the names come. */
  public static List<PopulationTally> merge(List<PopulationTally> tallies) {
    Map<String, PopulationTally> byName = new LinkedHashMap<>();
    tallies.forEach(tally -> byName.merge(tally.name, tally, PopulationTally::plus));
    return new ArrayList<>(byName.values());
  }

  private PopulationTally plus(PopulationTally other) {
    EnumMap<Counter, Long> sums = new EnumMap<>(counters);
    other.counters.forEach((counter, count) -> sums.merge(counter, count, Long::sum));
    return new PopulationTally(
        name,
        sums,
        DeathTally.sum(ackMicros, other.ackMicros),
        DeathTally.sum(deliveryMicros, other.deliveryMicros));
  }
}
