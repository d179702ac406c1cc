package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * One storm out of what each process measured of it. Percentiles come from the histograms of all
 * processes together, the peak from their seconds.
 */
final class StormMerger {

  private static final String UNTIL_BACK = "untilBackMillis";

  private final List<JsonNode> storms;
  private final Histogram untilBackMillis = new Histogram(3);
  private final Histogram loginMicros = new Histogram(3);
  private final Map<String, Long> connectsByEpochSecond = new HashMap<>();

  private StormMerger(List<JsonNode> storms) {
    this.storms = storms;
    storms.forEach(this::add);
  }

  /** The storm of a run; null without a drill. */
  static Storm merge(List<ShardData> shards) {
    List<JsonNode> storms =
        shards.stream()
            .flatMap(shard -> shard.counts().stream())
            .flatMap(counts -> counts.storm().stream())
            .toList();
    if (storms.isEmpty()) {
      return null;
    }
    return storms.stream().allMatch(storm -> storm.has(UNTIL_BACK))
        ? new StormMerger(storms).merged()
        : OlderStorm.slowest(storms.stream().map(StormMerger::alone).toList());
  }

  private static Storm alone(JsonNode storm) {
    return storm.has(UNTIL_BACK) ? new StormMerger(List.of(storm)).merged() : OlderStorm.of(storm);
  }

  private void add(JsonNode storm) {
    untilBackMillis.add(EncodedHistogram.read(storm.path(UNTIL_BACK)));
    loginMicros.add(EncodedHistogram.read(storm.path("loginMicros")));
    for (Map.Entry<String, JsonNode> second : storm.path("connectsByEpochSecond").properties()) {
      connectsByEpochSecond.merge(second.getKey(), second.getValue().asLong(), Long::sum);
    }
  }

  private Storm merged() {
    return new Storm(
        storms.stream().mapToLong(s -> s.path("beginEpochMillis").asLong()).min().orElseThrow(),
        sum("cut"),
        untilBackMillis.getTotalCount(),
        millisUntilBack(50),
        millisUntilBack(95),
        millisUntilBack(100),
        connectsByEpochSecond.values().stream().mapToLong(Long::longValue).max().orElse(0),
        loginMicros.getTotalCount() == 0 ? null : loginMicros.getValueAtPercentile(99),
        sum("secondWaveDeaths"),
        null);
  }

  /** The time at which this share of the cut users was back; null when it never was. */
  private Long millisUntilBack(int percent) {
    long needed = (sum("cut") * percent + 99) / 100;
    for (HistogramIterationValue value : untilBackMillis.recordedValues()) {
      if (value.getTotalCountToThisValue() >= needed) {
        return value.getValueIteratedTo();
      }
    }
    return null;
  }

  private long sum(String field) {
    return storms.stream().mapToLong(storm -> storm.path(field).asLong()).sum();
  }
}
