package im.stress.report;

import im.stress.model.Counter;
import im.stress.model.PopulationTally;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/** The figures of each population over all processes of a run. */
final class PopulationFigures {
  private static final String NONE = "-";

  private static final List<String> HEADS =
      List.of(
          "Users", "Logged in", "Sent", "Acked", "Delivered", "Lost", "Ack p99", "Delivery p99");

  private static final List<String> GROUP_HEADS =
      List.of("To groups", "Group deliveries", "Group losses");

  private PopulationFigures() {}

  /** Null where all users are of one kind. */
  static List<Summary.Population> of(RunData run) {
    List<Summary.Population> found =
        run.populations().stream().map(tally -> figures(run, tally)).toList();
    return found.isEmpty() ? null : found;
  }

  private static Summary.Population figures(RunData run, PopulationTally tally) {
    boolean ledger = Measured.ledger(run);
    boolean groups = Measured.groups(run);
    return new Summary.Population(
        tally.name(),
        tally.counters().get(Counter.USERS_STARTED),
        tally.counters().get(Counter.USERS_LOGGED_IN),
        Measured.sent(
            tally.counters().get(Counter.MESSAGES_SENT),
            tally.counters().get(Counter.MESSAGES_NOT_SENT)),
        Measured.acks(run) ? tally.counters().get(Counter.MESSAGES_ACKED) : null,
        ledger ? tally.counters().get(Counter.MESSAGES_DELIVERED) : null,
        ledger ? tally.counters().get(Counter.MESSAGES_LOST) : null,
        p99(tally.ackMicros()),
        p99(tally.deliveryMicros()),
        groups ? tally.counters().get(Counter.GROUP_MESSAGES_SENT) : null,
        groups ? tally.counters().get(Counter.GROUP_DELIVERIES) : null,
        groups ? tally.counters().get(Counter.GROUP_DELIVERIES_LOST) : null);
  }

  private static Long p99(AbstractHistogram micros) {
    return micros.getTotalCount() == 0 ? null : micros.getValueAtPercentile(99);
  }

  /**
   * A table with a row for each population.
   *
   * @param heads of the columns but the first, which has the names
   */
  record Table(List<String> heads, List<Row> rows) {}

  /** The cells beside the name. */
  record Row(String name, List<String> cells) {}

  /** Null where all users are of one kind. */
  static Table table(Summary summary) {
    List<Summary.Population> all = summary.populations();
    if (all == null) {
      return null;
    }
    boolean groups = all.stream().anyMatch(population -> population.groupSent() != null);
    List<String> heads = new ArrayList<>(HEADS);
    heads.addAll(groups ? GROUP_HEADS : List.of());
    return new Table(heads, all.stream().map(population -> row(population, groups)).toList());
  }

  private static Row row(Summary.Population population, boolean groups) {
    List<String> cells = new ArrayList<>();
    counts(
        cells,
        population.users(),
        population.loggedIn(),
        population.sent(),
        population.acked(),
        population.delivered(),
        population.lost());
    cells.add(micros(population.ackP99Micros()));
    cells.add(micros(population.deliveryP99Micros()));
    if (groups) {
      counts(cells, population.groupSent(), population.groupDelivered(), population.groupLost());
    }
    return new Row(population.name(), cells);
  }

  private static void counts(List<String> cells, Long... counts) {
    for (Long count : counts) {
      cells.add(count == null ? NONE : Format.count(count));
    }
  }

  private static String micros(Long micros) {
    return micros == null ? NONE : Format.micros(micros);
  }
}
