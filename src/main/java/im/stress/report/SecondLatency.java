package im.stress.report;

import im.stress.measure.Metric;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Percentiles of one second in microseconds; null = nothing was measured in it. */
record SecondLatency(
    Long ackP50, Long ackP99, Long deliveryP99, Long sendLatenessP99, Long heartbeatLatenessP99) {

  static final SecondLatency NONE = new SecondLatency(null, null, null, null, null);

  /** From the merged histograms of the second, by tag. */
  static SecondLatency of(Map<String, Histogram> byTag) {
    return new SecondLatency(
        percentile(byTag, Metric.ACK, 50),
        percentile(byTag, Metric.ACK, 99),
        percentile(byTag, Metric.DELIVERY, 99),
        percentile(byTag, Metric.SEND_LATENESS, 99),
        percentile(byTag, Metric.HEARTBEAT_LATENESS, 99));
  }

  private static Long percentile(Map<String, Histogram> byTag, Metric metric, double percentile) {
    Histogram histogram = byTag.get(metric.tag());
    return histogram == null || histogram.getTotalCount() == 0
        ? null
        : histogram.getValueAtPercentile(percentile);
  }
}
