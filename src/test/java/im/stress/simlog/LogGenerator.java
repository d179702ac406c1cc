package im.stress.simlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a log of any length as a long run leaves it: one user for 500 records, one failed operation
 * in 50, now and then a group and an error.
 */
public final class LogGenerator {
  private static final List<String> NAMES =
      List.of("connect", "login", "heartbeat", "message ack", "message delivery");

  private static final int RECORDS_PER_USER = 500;
  private static final int RECORDS_PER_MILLI = 20;

  private LogGenerator() {}

  /** Writes so many records, and its Run record. */
  public static void write(Path log, long startEpochMillis, int records) throws IOException {
    LogRecord.Run run =
        new LogRecord.Run(
            "3.15.1", "im.stress.Any", startEpochMillis, "", List.of("im"), List.of());
    int users = records / RECORDS_PER_USER / 2;
    try (SimulationLogWriter writer = SimulationLogWriter.create(log, run)) {
      for (int i = 0; i < users; i++) {
        writer.write(new LogRecord.User(0, true, i / RECORDS_PER_MILLI));
      }
      for (int i = users; i < records - users; i++) {
        writer.write(record(i));
      }
      for (int i = records - users; i < records; i++) {
        writer.write(new LogRecord.User(0, false, i / RECORDS_PER_MILLI));
      }
    }
  }

  private static LogRecord record(int i) {
    int at = i / RECORDS_PER_MILLI;
    if (i % 10_000 == 0) {
      return new LogRecord.ErrorMessage("connection lost", at);
    }
    if (i % 1_000 == 0) {
      return new LogRecord.Group(List.of("talk"), at, at + 20, 15, true);
    }
    boolean ok = i % 50 != 0;
    String why = ok ? "" : "timeout " + i % 7;
    return new LogRecord.Request(List.of(), NAMES.get(i % NAMES.size()), at, at + i % 30, ok, why);
  }

  /** How many records of each type the logs have together. */
  public static Map<String, Long> count(List<Path> logs) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (Path log : logs) {
      try (SimulationLogReader reader = SimulationLogReader.open(log)) {
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
          counts.merge(type(next.get()), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private static String type(LogRecord record) {
    if (record instanceof LogRecord.User user) {
      return user.started() ? "user started" : "user ended";
    }
    return record instanceof LogRecord.Request request
        ? request.ok() ? "request ok" : "request failed"
        : record.getClass().getSimpleName();
  }
}
