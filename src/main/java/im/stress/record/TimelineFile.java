package im.stress.record;

import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import im.stress.measure.IntervalHistograms;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** {@code timeline.csv} of a shard while it grows: one row a second. Recorder thread only. */
final class TimelineFile {
  private final LineWriter out;
  private final Map<Counter, Long> before = new EnumMap<>(Counter.class);

  /** Creates the file, which must not exist. */
  TimelineFile(Path file) throws IOException {
    out = new LineWriter(LineFile.create(file, Row.header(TimelineColumn.class) + "\n"));
  }

  LineFile file() {
    return out.file();
  }

  void append(long epochSecond, ShardMeasure measure, IntervalHistograms interval) {
    Row<TimelineColumn> row =
        new Row<>(epochSecond, TimelineColumn.class, column -> value(column, measure, interval));
    out.append(row.line(), epochSecond);
    out.flush(epochSecond);
  }

  private double value(TimelineColumn column, ShardMeasure measure, IntervalHistograms interval) {
    if (column.metric().isPresent()) {
      return column.of(interval.get(column.metric().get()));
    }
    return column.counter().isPresent()
        ? growth(column.counter().get(), measure)
        : measure.online();
  }

  private long growth(Counter counter, ShardMeasure measure) {
    long total = measure.total(counter);
    Long last = before.put(counter, total);
    return last == null ? total : total - last;
  }
}
