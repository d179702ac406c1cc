package im.stress.simlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads whole small logs. */
final class Logs {
  static final String VERSION = "3.15.1";
  static final String SIMULATION = "im.stress.Any";
  static final long START = 1_700_000_000_000L;

  private Logs() {}

  static LogRecord.Run run(long startEpochMillis, String... scenarios) {
    return new LogRecord.Run(
        VERSION, SIMULATION, startEpochMillis, "", List.of(scenarios), List.of());
  }

  static LogRecord.Run runWithAssertions(String... assertions) {
    return new LogRecord.Run(VERSION, SIMULATION, START, "", List.of("im"), List.of(assertions));
  }

  static LogRecord.Request ok(String name, int startMillis, int endMillis) {
    return new LogRecord.Request(List.of(), name, startMillis, endMillis, true, "");
  }

  static LogRecord.Request ko(String name, int startMillis, int endMillis, String message) {
    return new LogRecord.Request(List.of(), name, startMillis, endMillis, false, message);
  }

  static LogRecord.User started(int scenario, int atMillis) {
    return new LogRecord.User(scenario, true, atMillis);
  }

  static LogRecord.User ended(int scenario, int atMillis) {
    return new LogRecord.User(scenario, false, atMillis);
  }

  static Path write(Path log, LogRecord.Run run, LogRecord... records) throws IOException {
    return write(log, run, List.of(records));
  }

  static Path write(Path log, LogRecord.Run run, List<? extends LogRecord> records)
      throws IOException {
    try (SimulationLogWriter writer = SimulationLogWriter.create(log, run)) {
      for (LogRecord record : records) {
        writer.write(record);
      }
    }
    return log;
  }

  static LogRecord.Run readRun(Path log) throws IOException {
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      return reader.run().orElseThrow();
    }
  }

  static List<LogRecord> readRecords(Path log) throws IOException {
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      return rest(reader);
    }
  }

  static List<LogRecord> rest(SimulationLogReader reader) throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      records.add(next.get());
    }
    return records;
  }
}
