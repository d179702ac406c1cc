package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Storms in results of an older version, which has percentiles in place of histograms. Of several
 * processes counts add up, the slowest decides over times, and peaks add up to a bound, as they
 * need not fall into the same second.
 */
final class OlderStorm {

  private OlderStorm() {}

  /** The storm of one process. */
  static Storm of(JsonNode node) {
    return new Storm(
        node.path("beginEpochMillis").asLong(),
        node.path("cut").asLong(),
        node.path("back").asLong(),
        orNull(node.path("millisUntil50PercentBack")),
        orNull(node.path("millisUntil95PercentBack")),
        orNull(node.path("millisUntil100PercentBack")),
        node.path("peakConnectsPerSecond").asLong(),
        orNull(node.path("loginP99Micros")),
        node.path("secondWaveDeaths").asLong(),
        null);
  }

  private static Long orNull(JsonNode number) {
    return number.isIntegralNumber() ? number.asLong() : null;
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
