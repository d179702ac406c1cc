package im.stress.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code latency.hlog}: one tagged histogram a second and metric, microseconds, seconds since the
 * epoch. Recorder thread only.
 */
final class HistogramFile implements AutoCloseable {
  private final PrintStream out;
  private final HistogramLogWriter writer;
  private final IntervalHistograms interval = new IntervalHistograms();

  HistogramFile(Path file) throws IOException {
    out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    writer = new HistogramLogWriter(out);
    writer.outputLogFormatVersion();
    writer.outputBaseTime(0);
    writer.outputLegend();
  }

  /** Appends the second that begins at {@code epochSecond}; returns its histograms. */
  IntervalHistograms append(long epochSecond, ShardMeasure measure) throws IOException {
    interval.refill(measure);
    for (Metric metric : Metric.values()) {
      Histogram histogram = interval.get(metric);
      if (histogram.getTotalCount() > 0) {
        histogram.setTag(metric.tag());
        histogram.setStartTimeStamp(epochSecond * 1_000);
        histogram.setEndTimeStamp((epochSecond + 1) * 1_000);
        writer.outputIntervalHistogram(histogram);
      }
    }
    if (out.checkError()) {
      throw new IOException("latency.hlog: write failed (is the disk full?)");
    }
    return interval;
  }

  @Override
  public void close() {
    writer.close();
  }
}
