package im.stress.report;

import im.stress.config.LoadUnit;
import java.util.List;

/**
 * {@code capacity.json}: a search for the largest load that a target holds. What is not known is
 * null and left out of the file.
 *
 * @param verdict PASS when a load was found, FAIL when not even the smallest holds, INVALID when
 *     the load generator was the limit before any load was found, INTERRUPTED when the search could
 *     not go on, whatever the reason; null while it runs
 * @param headline the load, and which limit was met, in one line
 * @param reasons by which figures, one line each
 * @param range what was asked for
 * @param holds the largest load that held, and held once more in a run of its own; once alone when
 *     the target died
 * @param limit what the next larger load met; null when the largest that was asked for holds, and
 *     of a search that is not over unless the target died
 * @param asked what the user asked for
 * @param levels in the order in which they were run
 */
public record CapacitySummary(
    int schema,
    String run,
    Verdict verdict,
    String headline,
    List<String> reasons,
    Range range,
    Long holds,
    Limit limit,
    StagedSummary.Asked asked,
    List<Level> levels) {

  /** Whether the target died at the level of this name. */
  public boolean diedAt(String level) {
    return limit != null && limit.kind() == LimitKind.TARGET_DIED && limit.level().equals(level);
  }

  /**
   * Which loads are tried.
   *
   * @param by what they are counted in
   * @param from the smallest
   * @param to the largest
   * @param precision the search ends when the smallest load that doesn't hold is larger by this
   *     share of the one that does; 0.05 = 5 %
   */
  public record Range(LoadUnit by, long from, long to, double precision) {}

  /**
   * What kept a load from holding.
   *
   * @param kind what tells most
   * @param load at which it was met
   * @param level name of that level
   * @param figures all that was past a bound there, with what it was, what tells most first
   */
  public record Limit(LimitKind kind, long load, String level, List<String> figures) {}

  /** What a level is run for. */
  public enum Purpose {
    /** To narrow the search. */
    SEARCH("search"),
    /** The smallest load did not hold; a cold target may fail its first run. */
    AGAIN("again"),
    /** To see whether the load that was found holds once more. */
    CONFIRM("confirm");

    private final String key;

    Purpose(String key) {
      this.key = key;
    }

    /** Its name in the result file. */
    @Override
    public String toString() {
      return key;
    }
  }

  /** What a level found. */
  public enum Result {
    /** All thresholds held. */
    HELD("held"),
    /** A threshold did not hold. */
    TARGET("target"),
    /** The load generator was the limit. */
    CLIENT("client"),
    /** All thresholds held, but of a smaller load: the one that was asked for was not made. */
    NOT_MADE("not-made");

    private final String key;

    Result(String key) {
      this.key = key;
    }

    /** Its name in the result file. */
    @Override
    public String toString() {
      return key;
    }
  }

  /**
   * A level as it is to be run.
   *
   * @param load how much, in the unit of the range
   * @param run the run that makes it
   */
  public record Planned(Purpose purpose, long load, StagedSummary.Planned run) {}

  /**
   * A level as it went.
   *
   * @param purpose as in {@link Planned}
   * @param load as in {@link Planned}
   * @param result null when it was not run, or not to its end
   * @param run its run; without a verdict where this machine can't make such a load
   * @param fullLoad what was measured under full load; null when nothing was
   * @param losses what went lost; null when nothing was measured
   */
  public record Level(
      Purpose purpose,
      long load,
      Result result,
      StagedSummary.Step run,
      FullLoad fullLoad,
      Losses losses) {

    /** Whether it is still to be run. */
    public boolean open() {
      return result == null;
    }

    /** Whether it was run and did not hold. */
    public boolean failed() {
      return !open() && !held() && run.ran();
    }

    /** Whether its load holds. */
    public boolean held() {
      return result == Result.HELD;
    }
  }

  /**
   * What was lost of what was tried, 0 to 1.
   *
   * @param messages that were sent and reached nobody
   * @param acks of messages that were sent and not acknowledged in time
   * @param connections that failed or were lost
   */
  public record Losses(Double messages, Double acks, Double connections) {}
}
