package im.stress.run;

import im.stress.config.SettingsSources;
import java.io.IOException;
import java.time.Duration;

/** Runs one step of a staged run; tests put their own in the place of {@link StressRun}. */
public interface StepRunner {

  /**
   * Refuses what {@link #execute} would refuse before it starts anything. Writes nothing.
   *
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when this machine can't hold such a run
   */
  void check(SettingsSources sources) throws CommandException, IOException;

  /**
   * Blocks until the report of the run is there.
   *
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when the run can't begin, or its results can't be kept
   */
  RunResult execute(SettingsSources sources) throws Exception;

  /**
   * The same against a target that was just restarted: so long after the call it may still be out
   * of reach. What was made for the run meanwhile, such as tokens, is kept. Not waited for unless
   * overridden.
   */
  default RunResult execute(SettingsSources sources, Duration startLimit) throws Exception {
    return execute(sources);
  }
}
