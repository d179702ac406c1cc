package im.stress.simlog;

import java.nio.file.Path;
import java.util.List;

/**
 * One log of a merge, and how its records are moved into the merged one.
 *
 * @param shiftMillis what to add to its times
 * @param scenarioIndexes from its scenario index to that of the merged log
 */
record MergeSource(Path log, long shiftMillis, List<Integer> scenarioIndexes) {

  /** The record with its time and its scenario as they are in the merged log. */
  LogRecord move(LogRecord record) throws SimulationLogException {
    if (record instanceof LogRecord.Request r) {
      return new LogRecord.Request(
          r.groups(), r.name(), shift(r.startMillis()), shift(r.endMillis()), r.ok(), r.message());
    }
    if (record instanceof LogRecord.User u) {
      return new LogRecord.User(
          scenarioIndexes.get(u.scenarioIndex()), u.started(), shift(u.atMillis()));
    }
    if (record instanceof LogRecord.Group g) {
      return new LogRecord.Group(
          g.groups(),
          shift(g.startMillis()),
          shift(g.endMillis()),
          g.cumulatedResponseMillis(),
          g.ok());
    }
    if (record instanceof LogRecord.ErrorMessage e) {
      return new LogRecord.ErrorMessage(e.message(), shift(e.atMillis()));
    }
    throw new IllegalArgumentException("expected a record after the Run record, got " + record);
  }

  private int shift(int millis) throws SimulationLogException {
    long shifted = millis + shiftMillis;
    if (shifted != (int) shifted) {
      throw new SimulationLogException(
          "%s: expected all logs within 24 days, got a record %d ms after the first start: merge the logs of one run only"
              .formatted(log, shifted));
    }
    return (int) shifted;
  }
}
