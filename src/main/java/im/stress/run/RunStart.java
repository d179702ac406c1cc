package im.stress.run;

import im.stress.config.StressSettings;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What is about to be run.
 *
 * @param folder of the results
 * @param expectedEnd when it should be over
 */
public record RunStart(StressSettings settings, ShardPlan plan, Path folder, Instant expectedEnd) {

  /** The run's name. */
  public String id() {
    return folder.getFileName().toString();
  }
}
