package im.stress.measure;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** {@code timeline.csv}: one row a second. Recorder thread only. */
final class TimelineFile implements AutoCloseable {
  private static final String HEADER =
      "epochSecond,online,connects,logins,sends,acks,deliveries,heartbeats,deaths,lagMicros,"
          + "ackP50Micros,ackP99Micros,deliveryP99Micros";

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

  private final BufferedWriter out;
  private final Map<Counter, Long> before = new EnumMap<>(Counter.class);

  TimelineFile(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
    out.write(HEADER + "\n");
    out.flush();
  }

  void append(long epochSecond, ShardMeasure measure, IntervalHistograms interval)
      throws IOException {
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
    out.write(row.append('\n').toString());
    out.flush();
  }

  private static void appendPercentile(StringBuilder row, Histogram histogram, double percentile) {
    row.append(',');
    if (histogram.getTotalCount() > 0) {
      row.append(histogram.getValueAtPercentile(percentile));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
