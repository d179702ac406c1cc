package im.stress.report;

import static im.stress.report.Phrase.*;

import im.stress.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The handful of figures that say how a run went; what was not measured is not among them. */
final class KeyFigures {

  /**
   * A label, its figure, and what else belongs to it.
   *
   * @param alarming whether something went wrong that should catch the eye
   */
  record Line(String label, String value, String detail, boolean alarming) {

    /** A figure that is no alarm, whatever it is. */
    static Line calm(String label, String value, String detail) {
      return new Line(label, value, detail, false);
    }
  }

  /** Below this the default threshold fails. */
  private static final double MUCH_ONLINE = 0.99;

  private final Summary summary;
  private final List<Line> lines = new ArrayList<>();

  private KeyFigures(Summary summary) {
    this.summary = summary;
  }

  static List<Line> of(Summary summary) {
    KeyFigures figures = new KeyFigures(summary);
    figures.users();
    figures.timeOnline();
    figures.connections();
    figures.requests();
    figures.messages();
    figures.latency(Metric.ACK, "Ack latency");
    figures.latency(Metric.DELIVERY, "Delivery latency");
    figures.lines.addAll(GroupKeyFigures.of(summary));
    figures.heartbeats();
    return figures.lines;
  }

  private void users() {
    Summary.Users users = summary.users();
    if (users.peakOnline() != null) {
      add(
          "Users online",
          Format.count(users.peakOnline()),
          join("of " + Format.count(users.asked()), text(users.loggedIn(), "logged in")));
    }
  }

  private void timeOnline() {
    Double online = summary.success().online();
    if (online != null) {
      add("Time online", Format.percent(online), "of the time planned", online < MUCH_ONLINE);
    } else if (requestsAlone()) {
      add("Time online", "–", NotMeasured.ONLINE_UNKNOWN);
    }
  }

  private boolean requestsAlone() {
    return summary.success().online() == null
        && summary.requests() != null
        && summary.heartbeats() == null;
  }

  private void connections() {
    Summary.Connections connections = summary.connections();
    if (connections != null && connections.lost() != null) {
      add(
          requestsAlone() ? "Failed to connect" : "Connections lost",
          Format.count(connections.lost()),
          join(
              text(connections.attempted(), "attempted"),
              text(connections.failed(), "failed to open"),
              text(positive(connections.unfinished()), "unfinished at the end"),
              text(positive(connections.reconnected()), "reconnected")),
          connections.lost() > 0);
    }
  }

  private void requests() {
    Summary.Requests requests = summary.requests();
    if (requests == null) {
      return;
    }
    String errors =
        requests.errors().entrySet().stream()
            .filter(error -> error.getValue() > 0)
            .map(error -> error.getKey() + " " + Format.count(error.getValue()))
            .collect(Collectors.joining(", "));
    add(
        "Requests answered",
        Format.count(requests.answered()),
        join("of " + Format.count(requests.made()), errors.isEmpty() ? null : "errors: " + errors),
        !errors.isEmpty());
  }

  private void messages() {
    Summary.Messages messages = summary.messages();
    if (messages == null || messages.sent() == null || messages.intended() == null) {
      return;
    }
    add(
        "Messages sent",
        Format.count(messages.sent()),
        join(
            "of " + Format.count(messages.intended()),
            text(positive(messages.skippedNoContact()), "more skipped as no contact was online"),
            text(positive(messages.blocked()), "blocked as the server didn't read"),
            text(positive(messages.notSent()), "not sent as there was no connection"),
            summary.rates() == null || summary.rates().sentPerSecond() == null
                ? null
                : Format.rate(summary.rates().sentPerSecond()) + " a second"));
    if (messages.acked() != null) {
      add(
          "Messages acked",
          Format.count(messages.acked()),
          join(text(messages.unacked(), "unacked"), text(messages.refused(), "refused")),
          isPositive(messages.unacked()) || isPositive(messages.refused()));
    }
    if (messages.delivered() != null) {
      add(
          "Messages delivered",
          Format.count(messages.delivered()),
          failed(messages),
          isFailed(messages));
    }
  }

  private static String failed(Summary.Messages messages) {
    return join(
        text(messages.lost(), "lost"),
        text(messages.passedOver(), "passed over by polls"),
        text(positive(messages.lostInGap()), "of them with their connection"),
        text(positive(messages.duplicated()), "duplicated"),
        text(positive(messages.reordered()), "reordered"),
        text(positive(messages.misrouted()), "misrouted"),
        text(positive(messages.ackedNotDelivered()), "acked but never delivered"),
        text(positive(messages.echoed()), "echoed"));
  }

  private static boolean isFailed(Summary.Messages messages) {
    return isPositive(messages.lost())
        || isPositive(messages.passedOver())
        || isPositive(messages.duplicated())
        || isPositive(messages.reordered())
        || isPositive(messages.misrouted());
  }

  private void latency(Metric metric, String label) {
    latency(summary, metric, label).ifPresent(lines::add);
  }

  /** The percentiles of a metric; empty when it was not measured. */
  static Optional<Line> latency(Summary summary, Metric metric, String label) {
    return Optional.ofNullable(summary.latencyMicros().get(metric.tag()))
        .map(
            latency ->
                Line.calm(
                    label,
                    Format.micros(latency.p99()) + " p99",
                    join(
                        "p50 " + Format.micros(latency.p50()),
                        "p95 " + Format.micros(latency.p95()),
                        "max " + Format.micros(latency.max()))));
  }

  private void heartbeats() {
    Summary.Heartbeats heartbeats = summary.heartbeats();
    Summary.Latency lateness = summary.latencyMicros().get(Metric.HEARTBEAT_LATENESS.tag());
    if (heartbeats == null || heartbeats.intended() == null || heartbeats.sent() == null) {
      return;
    }
    boolean answers = heartbeats.answered() != null;
    add(
        answers ? "Heartbeats answered" : "Heartbeats sent",
        Format.count(answers ? heartbeats.answered() : heartbeats.sent()),
        join(
            "of " + Format.count(heartbeats.intended()),
            text(heartbeats.missed(), "missed"),
            text(positive(heartbeats.refused()), "refused"),
            lateness == null ? null : "sent " + Format.micros(lateness.p99()) + " late at p99"),
        isPositive(heartbeats.missed()) || isPositive(heartbeats.refused()));
  }

  private void add(String label, String value, String detail) {
    add(label, value, detail, false);
  }

  private void add(String label, String value, String detail, boolean alarming) {
    lines.add(new Line(label, value, detail, alarming));
  }
}
