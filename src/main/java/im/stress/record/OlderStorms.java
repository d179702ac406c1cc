package im.stress.record;

import im.stress.model.ShardStorm;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Storms of an older version, which wrote percentiles in place of histograms. Of several such
 * processes counts add up, the slowest decides over times, and peaks add up to a bound, as they
 * need not fall into the same second.
 */
final class OlderStorms {
  private OlderStorms() {}

  /** The storm of one process. */
  static Storm of(ShardStorm storm) {
    ShardStorm.Older older = storm.older();
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
