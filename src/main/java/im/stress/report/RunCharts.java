package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
            micros("Ack p50", row -> row.latency().ackP50()),
            micros("Ack p99", row -> row.latency().ackP99()),
            micros("Delivery p99", row -> row.latency().deliveryP99())));
  }

  Chart online() {
    return chart(
        "online",
        "Users online",
        extremesNote(),
        Chart.Type.STEPS,
        List.of(count("Users online", TimelineRow::online)));
  }

  /** The ramp, and reconnects: these are not seen in the number of users online. */
  Chart connects() {
    List<Chart.Series> series = new ArrayList<>();
    if (happened(TimelineRow::connects)) {
      series.add(count("Connections opened", TimelineRow::connects));
      series.add(count("Logins", TimelineRow::logins));
    }
    return chart(
        "connects", "Connections and logins a second", extremesNote(), Chart.Type.LINE, series);
  }

  Chart rates() {
    List<Chart.Series> series = new ArrayList<>();
    if (happened(TimelineRow::sends)) {
      series.add(count("Sent", TimelineRow::sends));
      if (Measured.acks(run)) {
        series.add(count("Acked", TimelineRow::acks));
      }
      if (Measured.ledger(run)) {
        series.add(count("Delivered", TimelineRow::deliveries));
      }
    }
    return chart("rates", "Messages a second", extremesNote(), Chart.Type.LINE, series);
  }

  Chart lateness() {
    return latencies(
        "lateness",
        "Heartbeats and messages on time",
        "By how much they left this client later than they were due, 99th percentile. ",
        false,
        List.of(
            micros("Heartbeats p99", row -> row.latency().heartbeatLatenessP99()),
            micros("Messages p99", row -> row.latency().sendLatenessP99())));
  }

  private boolean happened(ToLongFunction<TimelineRow> count) {
    return run.timeline().stream().anyMatch(row -> count.applyAsLong(row) > 0);
  }

  private Chart.Series count(String name, ToLongFunction<TimelineRow> count) {
    return new Chart.Series(
        name, time.extremes(run.timeline(), row -> (double) count.applyAsLong(row)));
  }

  private Chart.Series micros(String name, Function<TimelineRow, Long> micros) {
    return new Chart.Series(
        name,
        time.largest(
            run.timeline(),
            TimelineRow::epochSecond,
            row -> micros.apply(row) == null ? null : Double.valueOf(micros.apply(row) / 1000.0)));
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
