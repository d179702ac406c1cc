package im.stress.model;

import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;

/**
 * The columns of {@code timeline.csv}, and what each is made of. Times are microseconds; those of a
 * shard are its own, those of a run are made from the histograms of all shards.
 */
public enum TimelineColumn implements Column {
  /** Users online at the end of the second. */
  ONLINE("online"),
  /** Connections opened. */
  CONNECTS("connects", Counter.CONNECTS_OPENED),
  /** Logins accepted. */
  LOGINS("logins", Counter.LOGINS_ACCEPTED),
  /** Messages written. */
  SENDS("sends", Counter.MESSAGES_SENT),
  /** Messages acknowledged in time. */
  ACKS("acks", Counter.MESSAGES_ACKED),
  /** Messages that reached their recipient. */
  DELIVERIES("deliveries", Counter.MESSAGES_DELIVERED),
  /** Heartbeats written. */
  HEARTBEATS("heartbeats", Counter.HEARTBEATS_SENT),
  /** Connections lost. */
  DEATHS("deaths", Counter.CONNECTIONS_LOST),
  /** Largest lag of an event loop. */
  LAG("lagMicros", Metric.EVENT_LOOP_LAG, 100),
  /** Median of the time to an acknowledgement. */
  ACK_P50("ackP50Micros", Metric.ACK, 50),
  /** 99th percentile of the time to an acknowledgement. */
  ACK_P99("ackP99Micros", Metric.ACK, 99),
  /** 99th percentile of the time to an arrival. */
  DELIVERY_P99("deliveryP99Micros", Metric.DELIVERY, 99),
  /** 99th percentile of how late messages left. */
  SEND_LATENESS_P99("sendLatenessP99Micros", Metric.SEND_LATENESS, 99),
  /** 99th percentile of how late heartbeats left. */
  HEARTBEAT_LATENESS_P99("heartbeatLatenessP99Micros", Metric.HEARTBEAT_LATENESS, 99),
  /** Group messages written. */
  GROUP_SENDS("groupSends", Counter.GROUP_MESSAGES_SENT),
  /** Group messages that reached a member, once for each. */
  GROUP_DELIVERIES("groupDeliveries", Counter.GROUP_DELIVERIES),
  /** Median of the time to the first member. */
  GROUP_FIRST_P50("groupFirstP50Micros", Metric.GROUP_FIRST, 50),
  /** Median of the time to half of the members, of messages that came to so many. */
  GROUP_MEDIAN_P50("groupMedianP50Micros", Metric.GROUP_MEDIAN, 50),
  /** Median of the time to the last member, of messages that came to all. */
  GROUP_LAST_P50("groupLastP50Micros", Metric.GROUP_LAST, 50),
  /** 99th percentile of the time to the last member, of messages that came to all. */
  GROUP_LAST_P99("groupLastP99Micros", Metric.GROUP_LAST, 99),
  /** Bytes that came over connections. */
  BYTES_RECEIVED("bytesReceived", Counter.BYTES_RECEIVED),
  /** Bytes that were given to connections. */
  BYTES_SENT("bytesSent", Counter.BYTES_SENT);

  private final String key;
  private final Counter counter;
  private final Metric metric;
  private final double percentile;

  TimelineColumn(String key) {
    this(key, null, null, 0);
  }

  TimelineColumn(String key, Counter counter) {
    this(key, counter, null, 0);
  }

  TimelineColumn(String key, Metric metric, double percentile) {
    this(key, null, metric, percentile);
  }

  TimelineColumn(String key, Counter counter, Metric metric, double percentile) {
    this.key = key;
    this.counter = counter;
    this.metric = metric;
    this.percentile = percentile;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String text(double value) {
    return Long.toString((long) value);
  }

  /** What the column shows the growth of; empty for one that is not counted. */
  public Optional<Counter> counter() {
    return Optional.ofNullable(counter);
  }

  /** What the column shows a percentile of; empty for one that is not measured. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(metric);
  }

  /** The column's percentile of what was measured; NaN of nothing. */
  public double of(AbstractHistogram histogram) {
    return histogram.getTotalCount() == 0
        ? Double.NaN
        : (double) histogram.getValueAtPercentile(percentile);
  }
}
