package im.stress.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import im.stress.measure.StormMeasure;
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
    @JsonUnwrapped OlderStorm older) {
  /** Null without a storm. */
  static ShardStorm of(StormMeasure storm) {
    return storm.begun()
        ? new ShardStorm(
            storm.beginEpochMillis(),
            storm.cutConnections(),
            storm.untilBackMillis(),
            storm.loginMicros(),
            storm.connectsByEpochSecond(),
            storm.secondWaveDeaths(),
            null)
        : null;
  }

  /** Whether it can be added to others. */
  boolean addable() {
    return untilBackMillis != null && loginMicros != null && connectsByEpochSecond != null;
  }
}
