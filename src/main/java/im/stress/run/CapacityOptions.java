package im.stress.run;

import im.stress.config.LoadUnit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a search for the capacity was asked for, beside the settings that all of its runs share.
 *
 * @param by what loads are counted in
 * @param range the smallest and the largest load
 * @param precision as in {@link im.stress.report.CapacitySummary.Range}, more than 0
 * @param stepSeconds full load of each level; empty = {@code im.duration}, 60 s unless that is set
 * @param pause time between two runs
 * @param typed the options as they were typed, without secrets
 */
public record CapacityOptions(
    LoadUnit by,
    Bounds range,
    double precision,
    OptionalLong stepSeconds,
    Duration pause,
    List<String> typed) {

  /**
   * The smallest and the largest load, 1 or more.
   *
   * @param from empty = the load that a run with these settings makes
   * @param to empty = ten doublings of that
   */
  public record Bounds(OptionalLong from, OptionalLong to) {}

  /** Copies the list so that nobody can change it afterwards. */
  public CapacityOptions {
    typed = List.copyOf(typed);
  }
}
