package im.stress.run;

import im.stress.files.LineTail;
import im.stress.model.Row;
import im.stress.model.RowReader;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** Follows a shard's {@code timeline.csv} while it grows. For one thread. */
final class TimelineTail {
  /** Rates and percentiles are those of the last seconds: one second alone jumps about. */
  private static final int SECONDS = 5;

  private final LineTail lines;
  private final RowReader<TimelineColumn> rows = new RowReader<>(TimelineColumn.class);
  private final Deque<Row<TimelineColumn>> recent = new ArrayDeque<>();
  private long deaths;

  TimelineTail(Path file) {
    this.lines = new LineTail(file);
  }

  /** Reads what is new; a file that is not there yet, or not any more, changes nothing. */
  void read() {
    try {
      for (List<String> next = lines.next(); !next.isEmpty(); next = lines.next()) {
        next.forEach(line -> rows.read(line.strip()).ifPresent(this::take));
      }
    } catch (IOException e) {
      // Progress is no reason to end a run; what the shard itself can't write it reports.
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
