package im.stress.record;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What an older version wrote of a storm in place of histograms. Of several such processes counts
 * add up, the slowest decides over times, and peaks add up to a bound, as they need not fall into
 * the same second.
 *
 * @param back users who were online again
 * @param millisUntil50PercentBack null = that share never was
 * @param millisUntil95PercentBack the same for another share
 * @param millisUntil100PercentBack the same for all
 * @param peakConnectsPerSecond most connections that were tried within one second
 * @param loginP99Micros of those who came back; null = nobody did
 */
record OlderStorm(
    long back,
    Long millisUntil50PercentBack,
    Long millisUntil95PercentBack,
    Long millisUntil100PercentBack,
    long peakConnectsPerSecond,
    Long loginP99Micros) {
  /** The storm of one process. */
  static Storm of(ShardStorm storm) {
    OlderStorm older = storm.older();
    return new Storm(
        storm.beginEpochMillis(),
        storm.cut(),
        older.back(),
        older.millisUntil50PercentBack(),
        older.millisUntil95PercentBack(),
        older.millisUntil100PercentBack(),
        older.peakConnectsPerSecond(),
        older.loginP99Micros(),
        storm.secondWaveDeaths(),
        null);
  }

  /** That of the slowest process, where there are several. */
  static Storm slowest(List<Storm> storms) {
    return new Storm(
        storms.stream().mapToLong(Storm::beginEpochMillis).min().orElseThrow(),
        sum(storms, Storm::cut),
        sum(storms, Storm::back),
        slowest(storms, Storm::millisUntil50PercentBack),
        slowest(storms, Storm::millisUntil95PercentBack),
        slowest(storms, Storm::millisUntil100PercentBack),
        sum(storms, Storm::peakConnectsPerSecond),
        largest(storms, Storm::loginP99Micros),
        sum(storms, Storm::secondWaveDeaths),
        storms.size() > 1 ? storms.size() : null);
  }

  /** Null when the share of any process never was back. */
  private static Long slowest(List<Storm> storms, Function<Storm, Long> millis) {
    List<Storm> hit = storms.stream().filter(storm -> storm.cut() > 0).toList();
    boolean everywhere = hit.stream().map(millis).allMatch(Objects::nonNull);
    return everywhere ? largest(hit, millis) : null;
  }

  private static Long largest(List<Storm> storms, Function<Storm, Long> figure) {
    return storms.stream().map(figure).filter(Objects::nonNull).max(Long::compare).orElse(null);
  }

  private static long sum(List<Storm> storms, ToLongFunction<Storm> count) {
    return storms.stream().mapToLong(count).sum();
  }
}
