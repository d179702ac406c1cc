package im.stress.report;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;

/** The charts of what users saw: latency, users, rates, own lateness. */
final class RunCharts {

  private final RunData run;
  private final TimeBuckets time;

  RunCharts(RunData run, TimeBuckets time) {
    this.run = run;
    this.time = time;
  }

  Chart latency() {
    return latencies(
        "latency",
        "Latency over time",
        "From the time at which a message was due. ",
        true,
        List.of(
            micros("Ack p50", TimelineColumn.ACK_P50),
            micros("Ack p99", TimelineColumn.ACK_P99),
            micros("Delivery p99", TimelineColumn.DELIVERY_P99)));
  }

  Chart online() {
    return chart(
        "online",
        "Users online",
        extremesNote(),
        Chart.Type.STEPS,
        List.of(count("Users online", TimelineColumn.ONLINE)));
  }

  /** The ramp, and reconnects: these are not seen in the number of users online. */
  Chart connects() {
    List<Chart.Series> series = new ArrayList<>();
    if (happened(TimelineColumn.CONNECTS)) {
      series.add(count("Connections opened", TimelineColumn.CONNECTS));
      series.add(count("Logins", TimelineColumn.LOGINS));
    }
    return chart(
        "connects", "Connections and logins a second", extremesNote(), Chart.Type.LINE, series);
  }

  Chart rates() {
    List<Chart.Series> series = new ArrayList<>();
    if (happened(TimelineColumn.SENDS)) {
      series.add(count("Sent", TimelineColumn.SENDS));
      if (Measured.acks(run)) {
        series.add(count("Acked", TimelineColumn.ACKS));
      }
      if (Measured.ledger(run)) {
        series.add(count("Delivered", TimelineColumn.DELIVERIES));
      }
    }
    return chart("rates", "Messages a second", extremesNote(), Chart.Type.LINE, series);
  }

  Chart groupRates() {
    List<Chart.Series> series = new ArrayList<>();
    if (happened(TimelineColumn.GROUP_SENDS)) {
      series.add(count("Deliveries", TimelineColumn.GROUP_DELIVERIES));
      series.add(count("Messages sent", TimelineColumn.GROUP_SENDS));
    }
    return chart("group-rates", "Group messages a second", extremesNote(), Chart.Type.LINE, series);
  }

  Chart fanOut() {
    return latencies(
        "fan-out",
        "Fan-out of group messages over time",
        "From the time at which a message was due until so many members had it; of the messages that"
            + " came to so many. What did not come to all has no last member. ",
        true,
        List.of(
            micros("First member p50", TimelineColumn.GROUP_FIRST_P50),
            micros("Half of them p50", TimelineColumn.GROUP_MEDIAN_P50),
            micros("Last member p50", TimelineColumn.GROUP_LAST_P50),
            micros("Last member p99", TimelineColumn.GROUP_LAST_P99)));
  }

  Chart lateness() {
    return latencies(
        "lateness",
        "Heartbeats and messages on time",
        "By how much they left this client later than they were due, 99th percentile. ",
        false,
        List.of(
            micros("Heartbeats p99", TimelineColumn.HEARTBEAT_LATENESS_P99),
            micros("Messages p99", TimelineColumn.SEND_LATENESS_P99)));
  }

  private boolean happened(TimelineColumn column) {
    return run.timeline().values(column).anyMatch(count -> count > 0);
  }

  private Chart.Series count(String name, TimelineColumn column) {
    return new Chart.Series(name, time.extremes(run.timeline().rows(), row -> row.get(column)));
  }

  private Chart.Series micros(String name, TimelineColumn column) {
    return new Chart.Series(
        name,
        time.largest(run.timeline().rows(), Row::epochSecond, row -> row.get(column) / 1000.0));
  }

  private String largestNote() {
    return time.widthSeconds() == 1
        ? ""
        : "Each point is the largest of " + time.widthSeconds() + " seconds.";
  }

  private String extremesNote() {
    return time.widthSeconds() == 1
        ? ""
        : "Each two points are the least and the largest second of "
            + 2 * time.widthSeconds()
            + ".";
  }

  private Chart latencies(
      String id, String title, String note, boolean log, List<Chart.Series> series) {
    return new Chart(
        id,
        title,
        (note + largestNote()).strip(),
        Chart.Type.LINE,
        Chart.XAxis.TIME,
        log,
        "ms",
        time.x(),
        series);
  }

  private Chart chart(
      String id, String title, String note, Chart.Type type, List<Chart.Series> series) {
    return new Chart(id, title, note, type, Chart.XAxis.TIME, false, "", time.x(), series);
  }
}
