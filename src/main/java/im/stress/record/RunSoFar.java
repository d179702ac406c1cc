package im.stress.record;

import im.stress.model.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Reads a run that is still going on, again and again, and writes nothing. Of latencies, which are
 * the most, it reads what is new. For one thread.
 */
public final class RunSoFar {
  private final Path runDir;
  private final Map<ShardId, LatencyTotals> tails = new HashMap<>();

  /** Of the run in this folder. */
  public RunSoFar(Path runDir) {
    this.runDir = runDir;
  }

  /**
   * What its processes have written by now. Without single deaths and messages, and without what
   * only a comparison of all processes can tell: a message that came to a user of another one is
   * still both lost and misrouted. The percentiles of the timeline are missing.
   */
  public RunData read() throws IOException {
    List<ShardData> shards = ShardReader.readSoFar(runDir);
    Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);
    Map<ShardId, Map<Metric, Histogram>> ofShards = new HashMap<>();
    for (ShardData shard : shards) {
      Map<Metric, Histogram> own = tail(shard).read();
      own.forEach(
          (metric, histogram) ->
              totals.computeIfAbsent(metric, fresh -> new Histogram(3)).add(histogram));
      ofShards.put(shard.id(), own);
    }
    return new RunData(
        shards,
        RunReader.counters(shards),
        RunReader.deaths(shards),
        Optional.ofNullable(StormMerger.merge(shards)),
        totals,
        ofShards,
        TimelineMerger.merge(shards, Map.of()),
        MonitorMerger.merge(shards),
        List.of(),
        List.of(),
        List.of(),
        0,
        List.of());
  }

  private LatencyTotals tail(ShardData shard) {
    return tails.computeIfAbsent(
        shard.id(), id -> new LatencyTotals(shard.folder().resolve(FileNames.LATENCIES)));
  }
}
