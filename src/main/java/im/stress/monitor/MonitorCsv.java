package im.stress.monitor;

import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import java.io.IOException;
import java.nio.file.Path;

/** Writes {@code monitor.csv} row by row. Used by one thread. */
final class MonitorCsv {
  private final LineWriter writer;

  /** Creates the file, which must not exist, and writes the header. */
  MonitorCsv(Path file) throws IOException {
    writer = new LineWriter(LineFile.create(file, Row.header(MonitorColumn.class) + "\n"));
  }

  /** The file that the rows go into. */
  LineFile file() {
    return writer.file();
  }

  /** Adds a row and hands it to the operating system at once, or with the next one. */
  void write(MonitorSample sample) {
    writer.append(row(sample), sample.epochSecond());
    writer.flush(sample.epochSecond());
  }

  static String row(MonitorSample sample) {
    return new Row<>(
            sample.epochSecond(),
            MonitorColumn.class,
            column -> sample.value(column).orElse(Double.NaN))
        .line();
  }
}
