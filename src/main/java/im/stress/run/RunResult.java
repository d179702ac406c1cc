package im.stress.run;

import im.stress.config.StressSettings;
import im.stress.report.ClassicText;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How a run ended.
 *
 * @param settings that it had
 * @param folder with its results
 * @param exitCode what the process should tell its caller
 * @param verdict some lines for people
 * @param interrupted whether the user ended it
 */
public record RunResult(
    StressSettings settings, Path folder, int exitCode, String verdict, boolean interrupted) {

  /**
   * The report that small test scripts print, of the figures in the folder.
   *
   * @throws IOException when they can't be read
   */
  public String classic() throws IOException {
    return ClassicText.of(folder);
  }
}
