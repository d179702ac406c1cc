package im.stress.record;

import im.stress.files.LineTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Follows a shard's {@code latency.hlog} while it grows, interval by interval. For one thread. */
final class LatencyTail {
  private static final String HEADER = HistogramFile.header();

  private final LineTail lines;
  private Optional<HistogramLogCursor> batch = Optional.empty();

  LatencyTail(Path file) {
    this.lines = new LineTail(file);
  }

  /**
   * Stands at the next interval, which stays the next until the cursor is advanced; empty when
   * there is no more just now.
   */
  Optional<HistogramLogCursor> next() throws IOException {
    while (batch.isEmpty() || batch.get().exhausted()) {
      List<String> next = lines.next();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      batch = Optional.of(HistogramLogCursor.of(HEADER + String.join("\n", next) + "\n"));
    }
    return batch;
  }
}
