package im.stress.run;

import im.stress.model.Row;
import im.stress.model.RowReader;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Follows a shard's {@code timeline.csv} while it grows. For one thread. */
final class TimelineTail {
  /** Rates and percentiles are those of the last seconds: one second alone jumps about. */
  private static final int SECONDS = 5;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path file;
  private final RowReader<TimelineColumn> rows = new RowReader<>(TimelineColumn.class);
  private final StringBuilder partial = new StringBuilder();
  private final Deque<Row<TimelineColumn>> recent = new ArrayDeque<>();
  private long position;
  private long deaths;

  TimelineTail(Path file) {
    this.file = file;
  }

  /** Reads what is new; a file that is not there yet, or not any more, changes nothing. */
  void read() {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
      while (channel.read(chunk, position) > 0) {
        position += chunk.position();
        // The file is ASCII: a chunk never ends within a character.
        partial.append(StandardCharsets.US_ASCII.decode(chunk.flip()));
        chunk.clear();
        takeLines();
      }
    } catch (NoSuchFileException e) {
      // not written yet
    } catch (IOException e) {
      // Progress is no reason to end a run; what the shard itself can't write it reports.
    }
  }

  private void takeLines() {
    for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n")) {
      String line = partial.substring(0, end).strip();
      partial.delete(0, end + 1);
      rows.read(line).ifPresent(this::take);
    }
  }

  private void take(Row<TimelineColumn> row) {
    deaths += row.count(TimelineColumn.DEATHS);
    recent.add(row);
    if (recent.size() > SECONDS) {
      recent.remove();
    }
  }

  /** Users online at the end of the last second. */
  long online() {
    return recent.isEmpty() ? 0 : recent.getLast().count(TimelineColumn.ONLINE);
  }

  /** Messages a second. */
  double sendsPerSecond() {
    return recent.stream().mapToLong(row -> row.count(TimelineColumn.SENDS)).average().orElse(0);
  }

  /** The worst of the last seconds' 99th percentiles; empty when nothing was acknowledged. */
  OptionalLong ackP99Micros() {
    return recent.stream()
        .mapToDouble(row -> row.get(TimelineColumn.ACK_P99))
        .filter(Double::isFinite)
        .mapToLong(micros -> (long) micros)
        .max();
  }

  /** Connections lost so far. */
  long deaths() {
    return deaths;
  }
}
