package im.stress.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * Follows a shard's {@code timeline.csv} while it grows. For one thread.
 *
 * <p>Columns are found by the names in the header, so that new ones don't matter here.
 */
final class TimelineTail {
  /** Rates and percentiles are those of the last seconds: one second alone jumps about. */
  private static final int SECONDS = 5;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path file;
  private final StringBuilder partial = new StringBuilder();
  private final Deque<Row> recent = new ArrayDeque<>();
  private List<String> header = List.of();
  private long position;
  private long deaths;

  private record Row(long online, long sends, OptionalLong ackP99Micros) {}

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
      if (header.isEmpty()) {
        header = List.of(line.split(",", -1));
      } else if (!line.isEmpty()) {
        take(List.of(line.split(",", -1)));
      }
    }
  }

  private void take(List<String> cells) {
    deaths += cell(cells, "deaths").orElse(0);
    recent.add(
        new Row(
            cell(cells, "online").orElse(0),
            cell(cells, "sends").orElse(0),
            cell(cells, "ackP99Micros")));
    if (recent.size() > SECONDS) {
      recent.remove();
    }
  }

  private OptionalLong cell(List<String> cells, String column) {
    int index = header.indexOf(column);
    if (index < 0 || index >= cells.size() || cells.get(index).isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of((long) Double.parseDouble(cells.get(index)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Users online at the end of the last second. */
  long online() {
    return recent.isEmpty() ? 0 : recent.getLast().online();
  }

  /** Messages a second. */
  double sendsPerSecond() {
    return recent.stream().mapToLong(Row::sends).average().orElse(0);
  }

  /** The worst of the last seconds' 99th percentiles; empty when nothing was acknowledged. */
  OptionalLong ackP99Micros() {
    return recent.stream().map(Row::ackP99Micros).flatMapToLong(OptionalLong::stream).max();
  }

  /** Connections lost so far. */
  long deaths() {
    return deaths;
  }
}
