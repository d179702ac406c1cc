package im.stress.record;

import im.stress.files.LineFile;
import im.stress.measure.IntervalHistograms;
import im.stress.measure.LoopMeasure;
import im.stress.model.Metric;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code latency.hlog}: one tagged histogram a second and metric, microseconds, seconds since the
 * epoch; after the first hour, one for ten seconds. Seconds that can't be written (disk full) are
 * added to the next one that can, so that no value is lost. Recorder thread only.
 */
final class HistogramFile {
  /** Nobody looks for a single second in a day: its charts have steps of minutes. */
  private static final long SHORT_SECONDS = 3_600;

  /**
   * At 2,000 messages a second an interval for each second takes 5.2 KB a second, 910 MB a day with
   * the merged file; one for ten seconds takes a quarter of that (FileBudgetTest).
   */
  private static final long LONG_INTERVAL_SECONDS = 10;

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final HistogramLogWriter writer = writer(text);
  private final Map<Metric, Histogram> unwritten = new EnumMap<>(Metric.class);
  private final LineFile file;
  private final long shortSeconds;
  private long first = Long.MAX_VALUE;
  private long firstUnwritten;
  private boolean written = true;

  /** Appends to a file that begins with {@link #header}. */
  HistogramFile(LineFile file) {
    this(file, SHORT_SECONDS);
  }

  /**
   * The same.
   *
   * @param shortSeconds time for which each second has an interval of its own
   */
  HistogramFile(LineFile file, long shortSeconds) {
    this.file = file;
    this.shortSeconds = shortSeconds;
    for (Metric metric : Metric.values()) {
      unwritten.put(metric, new Histogram(LoopMeasure.SIGNIFICANT_DIGITS));
    }
  }

  static String header() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    HistogramLogWriter writer = writer(text);
    writer.outputLogFormatVersion();
    writer.outputBaseTime(0);
    writer.outputLegend();
    return text.toString(StandardCharsets.UTF_8);
  }

  private static HistogramLogWriter writer(ByteArrayOutputStream text) {
    return new HistogramLogWriter(new PrintStream(text, true, StandardCharsets.UTF_8));
  }

  LineFile file() {
    return file;
  }

  /** Appends the second that begins at {@code epochSecond}. */
  void append(long epochSecond, IntervalHistograms interval) {
    if (written) {
      firstUnwritten = epochSecond;
    }
    unwritten.forEach((metric, histogram) -> histogram.add(interval.get(metric)));
    first = Math.min(first, epochSecond);
    if (epochSecond - first < shortSeconds || (epochSecond + 1) % LONG_INTERVAL_SECONDS == 0) {
      flush(epochSecond);
    } else {
      written = false;
    }
  }

  /** Writes what waits for the end of its interval, up to the end of this second. */
  void flush(long epochSecond) {
    for (Metric metric : Metric.values()) {
      output(metric, epochSecond + 1);
    }
    written = file.write(text.toString(StandardCharsets.UTF_8), epochSecond);
    text.reset();
    if (written) {
      unwritten.values().forEach(Histogram::reset);
    }
  }

  private void output(Metric metric, long endEpochSecond) {
    Histogram histogram = unwritten.get(metric);
    if (histogram.getTotalCount() > 0) {
      histogram.setTag(metric.tag());
      histogram.setStartTimeStamp(firstUnwritten * 1_000);
      histogram.setEndTimeStamp(endEpochSecond * 1_000);
      writer.outputIntervalHistogram(histogram);
    }
  }
}
