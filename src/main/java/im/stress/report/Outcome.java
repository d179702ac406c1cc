package im.stress.report;

/**
 * The end of a run.
 *
 * @param summary its figures, as in {@code summary.json}
 * @param verdict what they say
 * @param exitCode what the process should exit with
 */
public record Outcome(Summary summary, Verdict verdict, int exitCode) {}
