package im.stress.report;

import im.stress.model.Counter;
import im.stress.model.PopulationTally;
import im.stress.record.RunData;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;

/** The figures of each population over all processes of a run. */
final class PopulationFigures {
  private static final String NONE = "-";

  private PopulationFigures() {}

  /** Null where all users are of one kind. */
  static List<Summary.Population> of(RunData run) {
    List<Summary.Population> found =
        run.populations().stream().map(tally -> figures(run, tally)).toList();
    return found.isEmpty() ? null : found;
  }

  private static Summary.Population figures(RunData run, PopulationTally tally) {
    boolean ledger = Measured.ledger(run);
    return new Summary.Population(
        tally.name(),
        tally.counters().get(Counter.USERS_STARTED),
        tally.counters().get(Counter.USERS_LOGGED_IN),
        tally.counters().get(Counter.MESSAGES_SENT),
        Measured.acks(run) ? tally.counters().get(Counter.MESSAGES_ACKED) : null,
        ledger ? tally.counters().get(Counter.MESSAGES_DELIVERED) : null,
        ledger ? tally.counters().get(Counter.MESSAGES_LOST) : null,
        p99(tally.ackMicros()),
        p99(tally.deliveryMicros()));
  }

  private static Long p99(AbstractHistogram micros) {
    return micros.getTotalCount() == 0 ? null : micros.getValueAtPercentile(99);
  }

  /** A row of a table: the cells beside the name. */
  record Row(String name, List<String> cells) {}

  /** A row for each population; none where all users are of one kind. */
  static List<Row> rows(Summary summary) {
    return summary.populations() == null
        ? List.of()
        : summary.populations().stream().map(PopulationFigures::row).toList();
  }

  private static Row row(Summary.Population population) {
    Stream<String> counts =
        Stream.of(
                population.users(),
                population.loggedIn(),
                population.sent(),
                population.acked(),
                population.delivered(),
                population.lost())
            .map(count -> count == null ? NONE : Format.count(count));
    Stream<String> latencies =
        Stream.of(population.ackP99Micros(), population.deliveryP99Micros())
            .map(micros -> micros == null ? NONE : Format.micros(micros));
    return new Row(population.name(), Stream.concat(counts, latencies).toList());
  }
}
