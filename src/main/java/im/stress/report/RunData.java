package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.measure.Counter;
import im.stress.measure.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * All shards of a run together.
 *
 * @param shards each shard as it was read
 * @param counters sums over the shards, each message with one fate; empty when no shard left any
 * @param deaths lost connections by kind, named from the evidence of all of them
 * @param histograms latencies by tag, microseconds
 * @param shardHistograms the same for each shard alone
 * @param timeline one row a second
 * @param monitor one row a second
 * @param deathLines the first lost connections one by one, in the order of time
 * @param samples messages that failed
 * @param undecidedMessages at most so many are counted both as lost and as misrouted, since a
 *     process lists a limited number of each
 * @param problems why the data is not complete
 */
record RunData(
    List<ShardData> shards,
    Map<Counter, Long> counters,
    List<NamedDeath> deaths,
    Map<String, Histogram> histograms,
    Map<ShardId, Map<String, Histogram>> shardHistograms,
    List<TimelineRow> timeline,
    CsvTable monitor,
    List<JsonNode> deathLines,
    List<JsonNode> samples,
    long undecidedMessages,
    List<String> problems) {

  /** A counter's sum, or null when no shard counted it. */
  Long count(Counter counter) {
    return counters.get(counter);
  }

  Optional<Histogram> histogram(Metric metric) {
    return Optional.ofNullable(histograms.get(metric.tag())).filter(h -> h.getTotalCount() > 0);
  }

  /** The same of one shard alone. */
  Optional<Histogram> histogram(ShardId shard, Metric metric) {
    Map<String, Histogram> own = shardHistograms.getOrDefault(shard, Map.of());
    return Optional.ofNullable(own.get(metric.tag())).filter(h -> h.getTotalCount() > 0);
  }

  /** Whether every shard that left counts measured this. */
  boolean measured(String what) {
    List<ShardCounts> counts = shards.stream().flatMap(s -> s.counts().stream()).toList();
    return !counts.isEmpty() && counts.stream().allMatch(c -> c.measures().contains(what));
  }

  /** Most users online at a time; only one shard's own figure is exact without the timeline. */
  OptionalLong peakOnline() {
    if (shards.size() == 1 && shards.get(0).counts().isPresent()) {
      return OptionalLong.of(shards.get(0).counts().get().peakOnline());
    }
    return timeline.stream().mapToLong(TimelineRow::online).max();
  }

  /** The earliest time that any shard knows for something; empty when none came to that. */
  OptionalLong earliest(ToLongFunction<ShardCounts> epochMillis) {
    return shards.stream()
        .flatMap(shard -> shard.counts().stream())
        .mapToLong(epochMillis)
        .filter(millis -> millis > 0)
        .min();
  }

  /** What did no harm to the processes but should be known, one line each. */
  List<String> warnings() {
    return shards.stream()
        .flatMap(
            shard ->
                shard.counts().stream()
                    .flatMap(counts -> counts.warnings().stream())
                    .map(warning -> shard.id() + ": " + warning))
        .toList();
  }

  boolean interrupted() {
    return shards.stream().anyMatch(ShardData::interrupted);
  }

  long machines() {
    return shards.stream().map(s -> s.id().machine()).distinct().count();
  }
}
