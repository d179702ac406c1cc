package im.stress.simlog;

import java.nio.file.Path;

/**
 * A log to merge.
 *
 * @param clockCorrectionMillis what to add to its times to put them on the common clock
 */
public record MergeInput(Path log, long clockCorrectionMillis) {}
