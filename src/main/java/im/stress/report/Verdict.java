package im.stress.report;

/** What a run says about its target. */
public enum Verdict {
  /** Every threshold held. */
  PASS(0),
  /** A threshold did not hold, or the tool itself failed: the exit code tells which. */
  FAIL(2),
  /** The load generator, not the target, was the limit: the numbers can't be trusted. */
  INVALID(3),
  /** Somebody ended the run early. */
  INTERRUPTED(130);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What the process tells its caller, unless the tool itself failed. */
  public int exitCode() {
    return exitCode;
  }
}
