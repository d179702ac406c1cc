package im.stress.measure;

import im.stress.model.Metric;

/** Receives one record for each answered or failed operation: Gatling's log, seen from here. */
public interface OperationLog {

  /** An operation was answered in time. Times are milliseconds since the epoch. */
  void answered(Metric operation, long startEpochMillis, long endEpochMillis);

  /** An operation failed, for the reason given. Times are milliseconds since the epoch. */
  void failed(Metric operation, long startEpochMillis, long endEpochMillis, String reason);

  /**
   * Where the operations of a population are kept apart under its name; here, where they aren't.
   */
  default OperationLog ofPopulation(String name) {
    return this;
  }

  /** A connection was lost: told once, apart from the operations that it takes along. */
  void connectionLost(String phase, String cause);
}
