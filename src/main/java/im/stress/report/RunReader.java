package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.measure.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads all shards of a run, merges them, and writes the merged logs beside their folders. */
final class RunReader {

  private RunReader() {}

  /** Leaves {@code latency.hlog}, {@code timeline.csv}, {@code monitor.csv} … in {@code runDir}. */
  static RunData readAndMerge(Path runDir) throws IOException {
    List<ShardData> shards = ShardReader.readAll(runDir);
    HistogramLogs latencies = HistogramLogs.merge(shards, runDir.resolve("latency.hlog"));
    LedgerMatch ledger = LedgerMatch.of(shards);
    RunData run =
        new RunData(
            shards,
            counters(shards, ledger),
            NamedDeath.nameAll(DeathKind.merge(deathKinds(shards))),
            latencies.totals(),
            latencies.shards(),
            TimelineMerger.merge(shards, latencies.seconds()),
            MonitorMerger.merge(shards),
            deathLines(shards),
            samples(shards, ledger),
            ledger.undecided(),
            problems(shards));
    write(run, runDir);
    return run;
  }

  private static void write(RunData run, Path runDir) throws IOException {
    TimelineMerger.write(run.timeline(), runDir.resolve("timeline.csv"));
    run.monitor().write(runDir.resolve("monitor.csv"));
    JsonFiles.writeLines(runDir.resolve("deaths.jsonl"), run.deathLines());
    JsonFiles.writeLines(runDir.resolve("ledger-samples.jsonl"), run.samples());
  }

  private static Map<Counter, Long> counters(List<ShardData> shards, LedgerMatch ledger) {
    Map<Counter, Long> sums = new EnumMap<>(Counter.class);
    for (ShardData shard : shards) {
      shard.counts().ifPresent(c -> c.counters().forEach((k, v) -> sums.merge(k, v, Long::sum)));
    }
    sums.replaceAll(ledger::corrected);
    return sums;
  }

  private static List<DeathKind> deathKinds(List<ShardData> shards) {
    return shards.stream()
        .flatMap(shard -> shard.counts().stream())
        .flatMap(counts -> counts.deaths().stream())
        .toList();
  }

  private static List<JsonNode> deathLines(List<ShardData> shards) {
    return shards.stream()
        .flatMap(shard -> shard.deaths().stream())
        .sorted(Comparator.comparingLong(line -> line.path("epochMillis").asLong()))
        .limit(ShardReader.MAX_DEATHS)
        .toList();
  }

  private static List<JsonNode> samples(List<ShardData> shards, LedgerMatch ledger) {
    List<JsonNode> all = shards.stream().flatMap(shard -> shard.samples().stream()).toList();
    return ledger.corrected(all).stream().limit(ShardReader.MAX_SAMPLES).toList();
  }

  private static List<String> problems(List<ShardData> shards) {
    List<String> problems = new ArrayList<>();
    if (shards.isEmpty()) {
      problems.add("no process left any data: there is no machine-K/shard-J folder");
    }
    shards.forEach(shard -> problems.addAll(shard.problems()));
    problems.addAll(missing(shards));
    return problems;
  }

  /** Shards that the others of their machine speak of and that left no folder. */
  private static List<String> missing(List<ShardData> shards) {
    Set<ShardId> present = new HashSet<>();
    Map<Integer, Integer> expected = new TreeMap<>();
    for (ShardData shard : shards) {
      present.add(shard.id());
      int count = shard.counts().map(ShardCounts::shards).orElse(0);
      expected.merge(shard.id().machine(), count, Math::max);
    }
    List<String> missing = new ArrayList<>();
    expected.forEach(
        (machine, count) -> {
          for (int i = 0; i < count; i++) {
            ShardId id = new ShardId(machine, i);
            if (!present.contains(id)) {
              missing.add(id + ": missing, expected " + count + " shards of machine " + machine);
            }
          }
        });
    return missing;
  }
}
