package im.stress.record;

import im.stress.model.ShardStorm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * One storm out of what each process measured of it. Percentiles come from the histograms of all
 * processes together, the peak from their seconds.
 */
final class StormMerger {
  private final List<ShardStorm> storms;
  private final Histogram untilBackMillis = new Histogram(3);
  private final Histogram loginMicros = new Histogram(3);
  private final Map<Long, Integer> connectsByEpochSecond = new HashMap<>();

  private StormMerger(List<ShardStorm> storms) {
    this.storms = storms;
    storms.forEach(this::add);
  }

  /** The storm of a run; null without a drill. */
  static Storm merge(List<ShardData> shards) {
    List<ShardStorm> storms =
        shards.stream()
            .flatMap(shard -> shard.counts().stream())
            .map(ShardCounts::storm)
            .filter(Objects::nonNull)
            .toList();
    if (storms.isEmpty()) {
      return null;
    }
    return storms.stream().allMatch(ShardStorm::addable)
        ? new StormMerger(storms).merged()
        : OlderStorms.slowest(storms.stream().map(StormMerger::alone).toList());
  }

  private static Storm alone(ShardStorm storm) {
    return storm.addable() ? new StormMerger(List.of(storm)).merged() : OlderStorms.of(storm);
  }

  private void add(ShardStorm storm) {
    untilBackMillis.add(storm.untilBackMillis());
    loginMicros.add(storm.loginMicros());
    storm
        .connectsByEpochSecond()
        .forEach((second, count) -> connectsByEpochSecond.merge(second, count, Integer::sum));
  }

  private Storm merged() {
    return new Storm(
        storms.stream().mapToLong(ShardStorm::beginEpochMillis).min().orElseThrow(),
        cut(),
        untilBackMillis.getTotalCount(),
        millisUntilBack(50),
        millisUntilBack(95),
        millisUntilBack(100),
        connectsByEpochSecond.values().stream().mapToLong(Integer::longValue).max().orElse(0),
        loginMicros.getTotalCount() == 0 ? null : loginMicros.getValueAtPercentile(99),
        storms.stream().mapToLong(ShardStorm::secondWaveDeaths).sum(),
        null);
  }

  /** The time at which this share of the cut users was back; null when it never was. */
  private Long millisUntilBack(int percent) {
    long needed = (cut() * percent + 99) / 100;
    for (HistogramIterationValue value : untilBackMillis.recordedValues()) {
      if (value.getTotalCountToThisValue() >= needed) {
        return value.getValueIteratedTo();
      }
    }
    return null;
  }

  private long cut() {
    return storms.stream().mapToLong(ShardStorm::cut).sum();
  }
}
