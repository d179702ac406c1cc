package im.stress.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * What one process measured of a reconnect storm: what can be added to that of others. The merge
 * makes the percentiles.
 *
 * @param beginEpochMillis when connections were cut
 * @param cut connections that were cut
 * @param untilBackMillis from the cut until a user was online again; null in an older version
 * @param loginMicros logins of those who came back; null in an older version
 * @param connectsByEpochSecond connections that were tried
 * @param secondWaveDeaths connections lost after the cut for another cause
 * @param older what an older version wrote in place of the histograms; null in this one
 */
public record ShardStorm(
    long beginEpochMillis,
    long cut,
    AbstractHistogram untilBackMillis,
    AbstractHistogram loginMicros,
    Map<Long, Integer> connectsByEpochSecond,
    long secondWaveDeaths,
    @JsonUnwrapped Older older) {
  /** Whether it can be added to others. */
  public boolean addable() {
    return untilBackMillis != null && loginMicros != null && connectsByEpochSecond != null;
  }

  /**
   * Figures of a storm that can't be added up.
   *
   * @param back users who were online again
   * @param millisUntil50PercentBack null = that share never was
   * @param millisUntil95PercentBack the same for another share
   * @param millisUntil100PercentBack the same for all
   * @param peakConnectsPerSecond most connections that were tried within one second
   * @param loginP99Micros of those who came back; null = nobody did
   */
  public record Older(
      long back,
      Long millisUntil50PercentBack,
      Long millisUntil95PercentBack,
      Long millisUntil100PercentBack,
      long peakConnectsPerSecond,
      Long loginP99Micros) {}
}
