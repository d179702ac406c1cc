package im.stress.monitor;

import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code monitor.csv} row by row. Used by one thread. */
final class MonitorCsv {
  /** First line of the file. */
  static final String HEADER =
      Stream.concat(
              Stream.of("epochSecond"),
              Arrays.stream(MonitorColumn.values()).map(MonitorColumn::key))
          .collect(Collectors.joining(","));

  private final LineWriter writer;

  /** Creates the file, which must not exist, and writes the header. */
  MonitorCsv(Path file) throws IOException {
    writer = new LineWriter(LineFile.create(file, HEADER + "\n"));
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
    return Stream.concat(
            Stream.of(Long.toString(sample.epochSecond())),
            Arrays.stream(MonitorColumn.values()).map(column -> cell(sample, column)))
        .collect(Collectors.joining(","));
  }

  private static String cell(MonitorSample sample, MonitorColumn column) {
    Double value = sample.values().get(column);
    return value == null ? "" : column.unit().csvCell(value);
  }
}
