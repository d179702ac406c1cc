package im.stress.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A figure that a threshold may ask for, with its name in settings and {@code summary.json}. */
public enum Figure {
  /** Time to a connection. */
  CONNECT(Metric.CONNECT),
  /** Time that a TLS handshake took. */
  TLS(Metric.TLS),
  /** Time to an accepted login. */
  LOGIN(Metric.LOGIN),
  /** Time to the answer to a heartbeat. */
  HEARTBEAT(Metric.HEARTBEAT),
  /** Time to an acknowledgement. */
  ACK(Metric.ACK),
  /** Time to an arrival. */
  DELIVERY(Metric.DELIVERY),
  /** Time to the arrival of a group message at a member. */
  GROUP_DELIVERY(Metric.GROUP_DELIVERY),
  /** The same at the first member. */
  GROUP_FIRST(Metric.GROUP_FIRST),
  /** The same at half of the members, of messages that came to so many. */
  GROUP_MEDIAN(Metric.GROUP_MEDIAN),
  /** The same at the last member, of messages that came to all. */
  GROUP_LAST(Metric.GROUP_LAST),
  /** Time to the acknowledgement of a group message. */
  GROUP_ACK(Metric.GROUP_ACK),
  /** Time until a user was online again. */
  RECONNECT(Metric.RECONNECT),
  /** Share of the planned time that users were online. */
  SUCCESS_ONLINE("success.online", Kind.RATIO, null),
  /** Share of the connections that were opened. */
  SUCCESS_CONNECT("success.connect", Kind.RATIO, Metric.CONNECT),
  /** Share of the logins that were accepted. */
  SUCCESS_LOGIN("success.login", Kind.RATIO, Metric.LOGIN),
  /** Share of the messages that were acknowledged in time. */
  SUCCESS_ACK("success.ack", Kind.RATIO, Metric.ACK),
  /** Share of the messages that arrived. */
  SUCCESS_DELIVERY("success.delivery", Kind.RATIO, Metric.DELIVERY),
  /**
   * Share of the deliveries of group messages, one for each member or user who could not join, that
   * arrived.
   */
  SUCCESS_GROUP_DELIVERY("success.groupDelivery", Kind.RATIO, Metric.GROUP_DELIVERY),
  /** Share of the heartbeats that were answered in time. */
  SUCCESS_HEARTBEAT("success.heartbeat", Kind.RATIO, Metric.HEARTBEAT),
  /** Share of all operations together. */
  SUCCESS_OVERALL("success.overall", Kind.RATIO, null),
  /** Connections lost. */
  CONNECTIONS_LOST("connections.lost", Kind.COUNT, null),
  /** Messages that reached nobody. */
  MESSAGES_LOST("messages.lost", Kind.COUNT, Metric.DELIVERY),
  /** Messages of which nothing left this machine, where they are requests of HTTP. */
  MESSAGES_NOT_SENT("messages.notSent", Kind.COUNT, Metric.ACK),
  /** Messages that only a last look showed, where users poll. */
  MESSAGES_PASSED_OVER("messages.passedOver", Kind.COUNT, null),
  /** Further arrivals of a message. */
  MESSAGES_DUPLICATED("messages.duplicated", Kind.COUNT, Metric.DELIVERY),
  /** Messages that arrived after a later one. */
  MESSAGES_REORDERED("messages.reordered", Kind.COUNT, Metric.DELIVERY),
  /** Arrivals at somebody else. */
  MESSAGES_MISROUTED("messages.misrouted", Kind.COUNT, Metric.DELIVERY),
  /** Messages not acknowledged in time. */
  MESSAGES_UNACKED("messages.unacked", Kind.COUNT, Metric.ACK),
  /** Wishes to join a group that the server refused. */
  GROUPS_JOINS_REFUSED("groups.joinsRefused", Kind.COUNT, null),
  /** Wishes to join a group that the server did not answer in time. */
  GROUPS_JOINS_UNANSWERED("groups.joinsUnanswered", Kind.COUNT, null),
  /** Group messages that did not reach a member, once for each. */
  GROUPS_LOST("groups.lost", Kind.COUNT, Metric.GROUP_DELIVERY),
  /** Further arrivals of a group message at a member. */
  GROUPS_DUPLICATED("groups.duplicated", Kind.COUNT, Metric.GROUP_DELIVERY),
  /** Arrivals of a group message at somebody who is no member. */
  GROUPS_MISROUTED("groups.misrouted", Kind.COUNT, Metric.GROUP_DELIVERY),
  /** Group messages not acknowledged in time. */
  GROUPS_UNACKED("groups.unacked", Kind.COUNT, Metric.GROUP_ACK),
  /** Heartbeats not answered in time. */
  HEARTBEATS_MISSED("heartbeats.missed", Kind.COUNT, Metric.HEARTBEAT),
  /** Heartbeats that the server refused. */
  HEARTBEATS_REFUSED("heartbeats.refused", Kind.COUNT, Metric.HEARTBEAT);

  private final String key;
  private final Kind kind;
  private final Metric metric;

  /** A latency has the name of its metric. */
  Figure(Metric metric) {
    this(metric.tag(), Kind.LATENCY, metric);
  }

  Figure(String key, Kind kind, Metric metric) {
    this.key = key;
    this.kind = kind;
    this.metric = metric;
  }

  /** What a figure is compared with. */
  public enum Kind {
    /** A time, of which a statistic is asked. */
    LATENCY,
    /** A share, 0 to 1. */
    RATIO,
    /** A number of things that went wrong. */
    COUNT
  }

  /** Its name: below {@code latencyMicros} for a latency, else its path in the summary. */
  public String key() {
    return key;
  }

  /** What it is compared with. */
  public Kind kind() {
    return kind;
  }

  /** The operation that it is about; empty when it is about none or all of them. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(metric);
  }

  /** The figure with this name. */
  public static Optional<Figure> named(String key) {
    return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
  }

  /** The names of all figures of a kind, for people. */
  public static String names(Kind kind) {
    List<Figure> figures = Arrays.stream(values()).filter(f -> f.kind == kind).toList();
    return String.join(", ", figures.stream().map(Figure::key).toList());
  }
}
