package im.stress.report;

/** What a run says about its target. */
public enum Verdict {
  /** Every threshold held. */
  PASS,
  /** A threshold did not hold, or the tool itself failed: the exit code tells which. */
  FAIL,
  /** The load generator, not the target, was the limit: the numbers can't be trusted. */
  INVALID,
  /** Somebody ended the run early. */
  INTERRUPTED
}
