package im.stress.record;

import im.stress.model.Metric;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * Goes through one {@code latency.hlog}, interval by interval; a torn line ends it. Metrics of
 * another version are left out.
 */
final class HistogramLogCursor implements Closeable {
  private static final double MILLIS = 1_000;

  private final HistogramLogReader reader;
  private Metric metric;
  private Histogram current;
  private long epochSecond = Long.MIN_VALUE;
  private boolean torn;

  /** Through a whole file. */
  HistogramLogCursor(File file) throws IOException {
    this(new HistogramLogReader(file), !endsWithLine(file));
  }

  private HistogramLogCursor(HistogramLogReader reader, boolean torn) {
    this.reader = reader;
    this.torn = torn;
    advance();
  }

  /** Through lines of a file, with those that begin it. */
  static HistogramLogCursor of(String lines) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return new HistogramLogCursor(new HistogramLogReader(new ByteArrayInputStream(bytes)), false);
  }

  private static boolean endsWithLine(File file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file, "r")) {
      bytes.seek(Math.max(0, bytes.length() - 1));
      return bytes.read() == '\n';
    }
  }

  boolean exhausted() {
    return current == null;
  }

  /** Whether something is left that can't be read; known once it is exhausted. */
  boolean torn() {
    return torn;
  }

  /** The second to which the current interval belongs; never runs backwards. */
  long epochSecond() {
    return epochSecond;
  }

  /** When the current interval begins, in whole seconds. */
  long firstSecond() {
    return Math.round(current.getStartTimeStamp() / MILLIS);
  }

  /** The first second after it. */
  long endSecond() {
    return Math.max(firstSecond() + 1, Math.round(current.getEndTimeStamp() / MILLIS));
  }

  Metric metric() {
    return metric;
  }

  Histogram current() {
    return current;
  }

  void advance() {
    current = null;
    try {
      while (current == null && reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next == null) {
          return;
        }
        Optional<Metric> known = Metric.tagged(next.getTag());
        if (next instanceof Histogram histogram && known.isPresent()) {
          take(known.get(), histogram);
        }
      }
    } catch (RuntimeException halfALine) {
      torn = true;
      current = null;
    }
  }

  /** The middle of the interval decides, so that a start some milliseconds early does no harm. */
  private void take(Metric known, Histogram histogram) {
    long middleMillis = (histogram.getStartTimeStamp() + histogram.getEndTimeStamp()) / 2;
    epochSecond = Math.max(epochSecond, Math.floorDiv(middleMillis, 1000L));
    metric = known;
    current = histogram;
  }

  @Override
  public void close() {
    reader.close();
  }
}
