package im.stress.measure;

import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** {@code timeline.csv}: one row a second. Recorder thread only. */
final class TimelineFile {
  static final String HEADER =
      "epochSecond,online,connects,logins,sends,acks,deliveries,heartbeats,deaths,lagMicros,"
          + "ackP50Micros,ackP99Micros,deliveryP99Micros\n";

  /** The counters of the columns after {@code online}, in order. */
  private static final List<Counter> COUNTED =
      List.of(
          Counter.CONNECTS_OPENED,
          Counter.LOGINS_ACCEPTED,
          Counter.MESSAGES_SENT,
          Counter.MESSAGES_ACKED,
          Counter.MESSAGES_DELIVERED,
          Counter.HEARTBEATS_SENT,
          Counter.CONNECTIONS_LOST);

  private final LineWriter out;
  private final Map<Counter, Long> before = new EnumMap<>(Counter.class);

  /** Appends to a file that begins with {@link #HEADER}. */
  TimelineFile(LineFile file) {
    out = new LineWriter(file);
  }

  LineFile file() {
    return out.file();
  }

  void append(long epochSecond, ShardMeasure measure, IntervalHistograms interval) {
    StringBuilder row = new StringBuilder(128).append(epochSecond);
    row.append(',').append(measure.online());
    for (Counter counter : COUNTED) {
      long total = measure.total(counter);
      row.append(',').append(total - before.getOrDefault(counter, 0L));
      before.put(counter, total);
    }
    appendPercentile(row, interval.get(Metric.EVENT_LOOP_LAG), 100);
    appendPercentile(row, interval.get(Metric.ACK), 50);
    appendPercentile(row, interval.get(Metric.ACK), 99);
    appendPercentile(row, interval.get(Metric.DELIVERY), 99);
    out.append(row, epochSecond);
    out.flush(epochSecond);
  }

  private static void appendPercentile(StringBuilder row, Histogram histogram, double percentile) {
    row.append(',');
    if (histogram.getTotalCount() > 0) {
      row.append(histogram.getValueAtPercentile(percentile));
    }
  }
}
