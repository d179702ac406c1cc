package im.stress.model;

import java.util.Arrays;
import java.util.Optional;

/** What is measured as a distribution. All values are microseconds. */
public enum Metric {
  /** TCP connect, TLS and upgrade. */
  CONNECT("connect"),
  /** TCP connect made to the end of the TLS handshake: a part of {@link #CONNECT}. */
  TLS("tls"),
  /** Login sent to its answer. */
  LOGIN("login"),
  /** Heartbeat due to its answer. */
  HEARTBEAT("heartbeat"),
  /** Message due to the server's acknowledgement. */
  ACK("ack"),
  /** Message due to its arrival at the recipient. */
  DELIVERY("delivery"),
  /** Group message due to its arrival at each member. */
  GROUP_DELIVERY("groupDelivery"),
  /** Group message due to its arrival at the first of the members. */
  GROUP_FIRST("groupFirst"),
  /** Group message due to its arrival at half of the members; nothing of one that came to fewer. */
  GROUP_MEDIAN("groupMedian"),
  /**
   * Group message due to its arrival at the last of the members; nothing of one that did not come
   * to all.
   */
  GROUP_LAST("groupLast"),
  /** Group message due to the server's acknowledgement. */
  GROUP_ACK("groupAck"),
  /** Connection lost to online again. */
  RECONNECT("reconnect"),
  /** Actual minus due time of a message. */
  SEND_LATENESS("sendLateness"),
  /** Actual minus due time of a heartbeat. */
  HEARTBEAT_LATENESS("heartbeatLateness"),
  /** Actual minus due time of a tick of an event loop. */
  EVENT_LOOP_LAG("eventLoopLag");

  private final String tag;

  Metric(String tag) {
    this.tag = tag;
  }

  /** Its name in {@code summary.json} and its tag in {@code latency.hlog}. */
  public String tag() {
    return tag;
  }

  /** The metric with this tag; empty for one of another version. */
  public static Optional<Metric> tagged(String tag) {
    return Arrays.stream(values()).filter(metric -> metric.tag.equals(tag)).findFirst();
  }
}
