package im.stress.config;

import java.time.Duration;

/**
 * What a run writes while it is on, of {@code im.run}.
 *
 * @param summaryInterval time between two {@code summary.json}; zero = only at the end
 * @param logRecords most operations in Gatling's {@code simulation.log}, over all processes of this
 *     machine; 0 = all
 */
public record RunFiles(Duration summaryInterval, long logRecords) {
  /** A summary only at the end, and all operations in the log. */
  public static final RunFiles PLAIN = new RunFiles(Duration.ZERO, 0);
}
