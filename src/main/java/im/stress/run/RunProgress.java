package im.stress.run;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run goes just now, over all its processes here.
 *
 * @param users users of this machine
 * @param online at the end of the last second
 * @param sendsPerSecond messages a second, mean of the last 5 s
 * @param ackP99Micros the slowest 99th percentile of a second and a process in the last 5 s; empty
 *     when nothing was acknowledged
 * @param lost connections lost so far
 * @param left until the run should be over; may be negative
 * @param trouble what went wrong last; empty when nothing did
 */
public record RunProgress(
    int users,
    long online,
    double sendsPerSecond,
    OptionalLong ackP99Micros,
    long lost,
    Duration left,
    Optional<Trouble> trouble) {

  /**
   * Of these processes.
   *
   * @param recent the last rows of each
   */
  static RunProgress of(
      int users,
      List<List<Row<TimelineColumn>>> recent,
      long lost,
      Duration left,
      Optional<Trouble> trouble) {
    return new RunProgress(
        users,
        recent.stream().mapToLong(RunProgress::online).sum(),
        recent.stream().mapToDouble(RunProgress::sendsPerSecond).sum(),
        recent.stream()
            .flatMap(List::stream)
            .mapToDouble(row -> row.get(TimelineColumn.ACK_P99))
            .filter(Double::isFinite)
            .mapToLong(micros -> (long) micros)
            .max(),
        lost,
        left,
        trouble);
  }

  private static long online(List<Row<TimelineColumn>> rows) {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).count(TimelineColumn.ONLINE);
  }

  private static double sendsPerSecond(List<Row<TimelineColumn>> rows) {
    return rows.stream().mapToLong(row -> row.count(TimelineColumn.SENDS)).average().orElse(0);
  }
}
