package im.stress.run;

import im.stress.config.SettingsException;
import im.stress.report.StagedStop;

/** What a failure of one of several runs means for all of them. */
final class RunFailure {

  private RunFailure() {}

  /** The end of all of them, with the exit code that a run alone would have had. */
  static StagedStop stop(Exception e) {
    if (e instanceof CommandException ended) {
      return new StagedStop(ended.exitCode(), ended.getMessage());
    }
    return e instanceof SettingsException
        ? new StagedStop(ExitCode.USAGE, e.getMessage())
        : new StagedStop(ExitCode.TOOL_FAILED, e.toString());
  }
}
