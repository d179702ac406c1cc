package im.stress.monitor;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code monitor.csv} row by row. Used by one thread. */
final class MonitorCsv implements AutoCloseable {
  /** First line of the file. */
  static final String HEADER =
      Stream.concat(
              Stream.of("epochSecond"),
              Arrays.stream(MonitorColumn.values()).map(MonitorColumn::key))
          .collect(Collectors.joining(","));

  private final BufferedWriter writer;

  /** Creates the file, which must not exist, and writes the header. */
  MonitorCsv(Path file) throws IOException {
    writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
    writeLine(HEADER);
  }

  /** Adds a row and hands it to the operating system at once. */
  void write(MonitorSample sample) throws IOException {
    writeLine(row(sample));
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

  private void writeLine(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
