package im.stress.record;

import im.stress.model.Metric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * Follows a shard's {@code latency.hlog} while it grows, and adds up what is in it, so that each
 * line is read once however often somebody asks. For one thread.
 */
final class LatencyTotals {
  /** As much as is read at a time: a minute of a shard is a tenth of it. */
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private final Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);
  private long position;

  LatencyTotals(Path file) {
    this.file = file;
  }

  /** Adds what is new; what the writer has not finished waits for the next time. */
  Map<Metric, Histogram> read() throws IOException {
    if (Files.isRegularFile(file)) {
      try (FileChannel channel = FileChannel.open(file)) {
        InputStream in = Channels.newInputStream(channel);
        for (int length = 1; length > 0; ) {
          channel.position(position);
          length = wholeLines(in.readNBytes(MOST_BYTES));
          position += length;
        }
      }
    }
    return totals;
  }

  /** How many bytes they are. */
  private int wholeLines(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    if (length > 0) {
      add(new HistogramLogReader(new ByteArrayInputStream(bytes, 0, length)));
    }
    return length;
  }

  private void add(HistogramLogReader reader) {
    while (reader.hasNext()) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      if (next instanceof Histogram histogram) {
        Metric.tagged(histogram.getTag())
            .ifPresent(
                metric -> totals.computeIfAbsent(metric, fresh -> new Histogram(3)).add(histogram));
      }
    }
  }
}
