package im.stress.run;

import java.nio.file.Path;

/**
 * How a staged run ended.
 *
 * @param folder with its results
 * @param exitCode what the process should tell its caller: that of the last step that ran
 */
public record StagedResult(Path folder, int exitCode) {}
