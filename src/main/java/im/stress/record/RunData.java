package im.stress.record;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.PopulationTally;
import im.stress.model.TimelineColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * All shards of a run together.
 *
 * @param shards each shard as it was read
 * @param counters sums over the shards, each message with one fate; empty when no shard left any
 * @param deaths lost connections by kind, the most frequent first
 * @param storm what a drill found; empty without one
 * @param histograms latencies, microseconds
 * @param shardHistograms the same for each shard alone
 * @param timeline one row a second
 * @param monitor one row a second, with what was measured on the target's machines meanwhile
 * @param targets what was measured there, the time before and after the run included
 * @param deathLines the first lost connections one by one, in the order of time
 * @param samples messages that failed
 * @param undecidedMessages at most so many are counted both as lost and as misrouted, since a
 *     process lists a limited number of each
 * @param problems why the data is not complete
 */
public record RunData(
    List<ShardData> shards,
    Map<Counter, Long> counters,
    List<DeathTally> deaths,
    Optional<Storm> storm,
    Map<Metric, Histogram> histograms,
    Map<ShardId, Map<Metric, Histogram>> shardHistograms,
    RowTable<TimelineColumn> timeline,
    RowTable<MonitorColumn> monitor,
    List<TargetMonitor> targets,
    List<Death> deathLines,
    List<LedgerSample> samples,
    long undecidedMessages,
    List<String> problems) {

  /** Of more processes that say the same, the first one is named. */
  private static final int MOST_NAMED = 3;

  /** A counter's sum, or null when no shard counted it. */
  public Long count(Counter counter) {
    return counters.get(counter);
  }

  /** The same, 0 when no shard counted it. */
  public long total(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }

  /** All values of a metric; empty when there is none. */
  public Optional<Histogram> histogram(Metric metric) {
    return Optional.ofNullable(histograms.get(metric)).filter(h -> h.getTotalCount() > 0);
  }

  /** The same of one shard alone. */
  public Optional<Histogram> histogram(ShardId shard, Metric metric) {
    Map<Metric, Histogram> own = shardHistograms.getOrDefault(shard, Map.of());
    return Optional.ofNullable(own.get(metric)).filter(h -> h.getTotalCount() > 0);
  }

  private List<ShardCounts> counts() {
    return shards.stream().flatMap(shard -> shard.counts().stream()).toList();
  }

  /** How often the users did what they did again and again, as the simulation had it. */
  public Intervals intervals() {
    return Intervals.merge(counts().stream().map(c -> c.facts().intervals()).toList());
  }

  /**
   * What each population did; none where all users are of one kind. A message that another process
   * got in place of its recipient is lost here, whatever {@link #counters} say.
   */
  public List<PopulationTally> populations() {
    return PopulationTally.merge(counts().stream().flatMap(c -> c.populations().stream()).toList());
  }

  /** Whether every shard that left counts measured this. */
  public boolean measured(Measurable what) {
    List<ShardCounts> counts = counts();
    return !counts.isEmpty() && counts.stream().allMatch(c -> c.facts().measures().contains(what));
  }

  /** Most users online at a time; only one shard's own figure is exact without the timeline. */
  public OptionalLong peakOnline() {
    if (shards.size() == 1 && shards.get(0).counts().isPresent()) {
      return OptionalLong.of(shards.get(0).counts().get().peakOnline());
    }
    return timeline.rows().stream().mapToLong(row -> row.count(TimelineColumn.ONLINE)).max();
  }

  /** The earliest time that any shard knows for something; empty when none came to that. */
  public OptionalLong earliest(ToLongFunction<ShardCounts> epochMillis) {
    return shards.stream()
        .flatMap(shard -> shard.counts().stream())
        .mapToLong(epochMillis)
        .filter(millis -> millis > 0)
        .min();
  }

  /**
   * What did no harm to the processes but should be known: one line each, however many of them say
   * the same.
   */
  public List<String> warnings() {
    Map<String, List<ShardId>> told = new LinkedHashMap<>();
    for (ShardData shard : shards) {
      shard.counts().stream()
          .flatMap(counts -> counts.progress().warnings().stream())
          .forEach(text -> told.computeIfAbsent(text, fresh -> new ArrayList<>()).add(shard.id()));
    }
    return told.entrySet().stream()
        .map(warning -> who(warning.getValue()) + ": " + warning.getKey())
        .toList();
  }

  private static String who(List<ShardId> shards) {
    return shards.size() > MOST_NAMED
        ? "%s and %d others".formatted(shards.get(0), shards.size() - 1)
        : shards.stream().map(ShardId::toString).collect(Collectors.joining(", "));
  }

  /** Whether any process was asked to stop early. */
  public boolean interrupted() {
    return shards.stream().anyMatch(ShardData::interrupted);
  }

  /** How many machines left anything. */
  public long machines() {
    return shards.stream().map(s -> s.id().machine()).distinct().count();
  }
}
