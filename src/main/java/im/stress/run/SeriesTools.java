package im.stress.run;

import java.time.Duration;

/**
 * What every series needs to make its runs. Keeps nothing of a series.
 *
 * @param runner makes a run
 * @param interrupts end the series
 * @param listener hears how it goes
 * @param countdown waits between two runs
 */
record SeriesTools(
    StepRunner runner, Interrupts interrupts, StagedListener listener, Countdown countdown) {

  /**
   * Makes a run into a folder of its own below that of the series; what an earlier attempt left
   * there is kept under another name.
   *
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when the run can't begin, or its results can't be kept
   */
  RunResult execute(StagedStep run, SeriesFolder folder) throws Exception {
    folder.keepEarlier(run.name());
    return runner.execute(run.into(folder.path()));
  }

  /** Blocks for so long; false when the user asked to stop. */
  boolean pause(Duration time) throws InterruptedException {
    countdown.await(time, listener::pausing);
    return !interrupts.isAsked();
  }
}
