package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.model.PopulationTally;
import java.util.EnumMap;
import java.util.List;
import org.HdrHistogram.Histogram;

/** All that the users of one population of this process did so far. Recorder thread only. */
final class PopulationMeasure {
  private final String name;
  private final Histogram ackMicros = new Histogram(LoopMeasure.SIGNIFICANT_DIGITS);
  private final Histogram deliveryMicros = new Histogram(LoopMeasure.SIGNIFICANT_DIGITS);

  PopulationMeasure(String name) {
    this.name = name;
  }

  /** Takes what was recorded since the last call, where it is of a kind that is kept. */
  void add(Metric metric, Histogram recorded) {
    switch (metric) {
      case ACK -> ackMicros.add(recorded);
      case DELIVERY -> deliveryMicros.add(recorded);
      default -> {}
    }
  }

  /** With the counts of its parts, one for each event loop. */
  PopulationTally tally(List<LoopMeasure> parts) {
    EnumMap<Counter, Long> counters = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      counters.put(counter, parts.stream().mapToLong(part -> part.get(counter)).sum());
    }
    return new PopulationTally(name, counters, ackMicros, deliveryMicros);
  }
}
