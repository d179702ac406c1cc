package im.stress.run;

import java.time.Duration;

/** Hears how a staged run goes, beside what the {@link RunListener} hears of each of its runs. */
public interface StagedListener {

  /** Something that the user should know, in one line. */
  void tell(String line);

  /**
   * The next run is one of several.
   *
   * @param stage which, such as {@code step 2 of 4}
   */
  default void stage(String stage) {}

  /** The next step is still to come; called once a second. */
  void pausing(Duration left);

  /** The last words of a run, or of all, in some lines. */
  void verdict(String lines);
}
