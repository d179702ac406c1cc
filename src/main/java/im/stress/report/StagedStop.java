package im.stress.report;

/**
 * Why a staged run is over.
 *
 * @param exitCode what the process should exit with
 * @param reason one line; empty when the last step that ran tells it
 */
public record StagedStop(int exitCode, String reason) {
  static final int TOOL_FAILED = 1;

  /** After a step that ended with this exit code, 0 after the last one. */
  public static StagedStop atStep(int exitCode) {
    return new StagedStop(exitCode, "");
  }

  /**
   * Somebody ended it.
   *
   * @param when such as {@code before step 2 of 4}
   */
  public static StagedStop interrupted(String when) {
    return new StagedStop(Verdict.INTERRUPTED.exitCode(), "interrupted " + when);
  }

  boolean isInterrupted() {
    return exitCode == Verdict.INTERRUPTED.exitCode();
  }
}
