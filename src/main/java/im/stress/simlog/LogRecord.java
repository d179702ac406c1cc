package im.stress.simlog;

import java.util.List;

/**
 * One record of a {@code simulation.log}, with its strings resolved. Times are whole milliseconds
 * since {@link Run#startEpochMillis()} of the same log. Layout: Gatling 3.15.1, {@code
 * LogFileDataWriter.scala} and {@code LogFileReader.scala}.
 */
public sealed interface LogRecord {

  /** When it ended, or happened: the latest time in it, in milliseconds since the log's start. */
  int endMillis();

  /**
   * The first record of every log.
   *
   * @param gatlingVersion version of the writer; Gatling only reports on logs of its own version
   * @param simulationClassName full name of the simulation
   * @param startEpochMillis what all other times count from, milliseconds since the epoch
   * @param description text of the run; empty when it has none
   * @param scenarios names; {@link User#scenarioIndex()} points into this list
   * @param assertions each as Gatling pickled it, in hexadecimal: opaque here
   */
  record Run(
      String gatlingVersion,
      String simulationClassName,
      long startEpochMillis,
      String description,
      List<String> scenarios,
      List<String> assertions)
      implements LogRecord {

    @Override
    public int endMillis() {
      return 0;
    }
  }

  /**
   * An operation that was answered or that failed.
   *
   * @param groups names from the outermost to the innermost
   * @param message why it failed; empty when it didn't
   */
  record Request(
      List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message)
      implements LogRecord {}

  /**
   * A virtual user came or went.
   *
   * @param scenarioIndex position in {@link Run#scenarios()}
   * @param started false when it ended
   */
  record User(int scenarioIndex, boolean started, int atMillis) implements LogRecord {
    @Override
    public int endMillis() {
      return atMillis;
    }
  }

  /**
   * A user left a group.
   *
   * @param groups names from the outermost to the innermost
   * @param cumulatedResponseMillis sum of the response times within
   */
  record Group(
      List<String> groups, int startMillis, int endMillis, int cumulatedResponseMillis, boolean ok)
      implements LogRecord {}

  /** An error of a virtual user that belongs to no request. */
  record ErrorMessage(String message, int atMillis) implements LogRecord {
    @Override
    public int endMillis() {
      return atMillis;
    }
  }
}
