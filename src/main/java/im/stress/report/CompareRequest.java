package im.stress.report;

import im.stress.model.Metric;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Something that users ask of a target and get an answer to.
 *
 * @param title for people
 * @param metric time to the answer
 * @param counted what is counted as such, for people
 * @param column those of each second; of heartbeats, those that were sent
 */
record CompareRequest(String title, Metric metric, String counted, TimelineColumn column) {
  private static final List<CompareRequest> ALL =
      List.of(
          new CompareRequest("Ack", Metric.ACK, "messages acknowledged", TimelineColumn.ACKS),
          new CompareRequest(
              "Delivery", Metric.DELIVERY, "messages delivered", TimelineColumn.DELIVERIES),
          new CompareRequest(
              "Group delivery",
              Metric.GROUP_DELIVERY,
              "deliveries of group messages",
              TimelineColumn.GROUP_DELIVERIES),
          new CompareRequest(
              "Heartbeat", Metric.HEARTBEAT, "heartbeats answered", TimelineColumn.HEARTBEATS),
          new CompareRequest("Login", Metric.LOGIN, "logins", TimelineColumn.LOGINS));

  /** Those that every run of both has measured; the first is what the targets are judged by. */
  static List<CompareRequest> measured(ComparedTarget first, ComparedTarget second) {
    return ALL.stream()
        .filter(r -> Stream.of(first, second).allMatch(target -> target.measured(r.metric)))
        .toList();
  }

  /** How many in a run; null when there was none. */
  Double total(FinishedRun run) {
    // The timeline has heartbeats as they are sent, answered or not.
    return metric == Metric.HEARTBEAT
        ? run.histogram(metric).map(answered -> (double) answered.getTotalCount()).orElse(null)
        : total(run, column);
  }

  /** How many a second; null when there was none. */
  Double perSecond(FinishedRun run) {
    return perSecond(run, total(run));
  }

  /** The sum of a column that counts; null when that is 0. */
  static Double total(FinishedRun run, TimelineColumn column) {
    double total = run.timeline().values(column).sum();
    return total == 0 ? null : total;
  }

  /** The same a second. */
  static Double perSecond(FinishedRun run, TimelineColumn column) {
    return perSecond(run, total(run, column));
  }

  private static Double perSecond(FinishedRun run, Double total) {
    OptionalLong seconds = seconds(run);
    return total == null || seconds.isEmpty() ? null : Double.valueOf(total / seconds.getAsLong());
  }

  /**
   * How long users asked, as {@link Rates} has it: from the first second with a message sent to the
   * last one, both included. A late answer is no part of it, so it doesn't make a target slower.
   * Group messages, heartbeats, or logins, where no messages were sent; empty where nothing was.
   * Since seconds are those of the clock on the wall, the same run has one more or less by chance.
   */
  static OptionalLong seconds(FinishedRun run) {
    return Stream.of(
            TimelineColumn.SENDS,
            TimelineColumn.GROUP_SENDS,
            TimelineColumn.HEARTBEATS,
            TimelineColumn.LOGINS)
        .map(column -> secondsWith(run, column))
        .filter(seconds -> seconds.getCount() > 0)
        .mapToLong(seconds -> seconds.getMax() - seconds.getMin() + 1)
        .findFirst();
  }

  private static LongSummaryStatistics secondsWith(FinishedRun run, TimelineColumn column) {
    return run.timeline().rows().stream()
        .filter(row -> row.count(column) > 0)
        .mapToLong(Row::epochSecond)
        .summaryStatistics();
  }

  /**
   * Bytes of the answers of HTTP, by their number: no handshake is among them, which would make
   * answers of different sizes look alike. Elsewhere bytes received, by the messages sent; by
   * heartbeats or connections where there are none.
   */
  static Double bytesForEach(FinishedRun run) {
    Summary.Requests requests = run.summary().requests();
    if (requests != null && requests.answered() > 0 && requests.answerBytes() != null) {
      return (double) requests.answerBytes() / requests.answered();
    }
    Double bytes = total(run, TimelineColumn.BYTES_RECEIVED);
    return bytes == null
        ? null
        : Stream.of(
                TimelineColumn.SENDS,
                TimelineColumn.GROUP_SENDS,
                TimelineColumn.HEARTBEATS,
                TimelineColumn.CONNECTS)
            .filter(sent -> total(run, sent) != null)
            .findFirst()
            .map(sent -> bytes / total(run, sent))
            .orElse(null);
  }
}
