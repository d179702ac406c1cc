package im.stress.record;

import im.stress.measure.DeathLog;
import im.stress.measure.LedgerList;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all shards of a run, merges them, and writes the merged logs beside their folders. */
public final class RunReader {

  /** A process lists at most so many messages of each kind for the merge to compare. */
  public static final int MOST_LISTED = LedgerList.MOST;

  /** Of one that was killed this is no news. */
  private static final String TORN =
      ": %s can't be read to its end, so not all latencies are in the percentiles; copy it again"
          .formatted(FileNames.LATENCIES);

  private RunReader() {}

  /** Leaves {@code latency.hlog}, {@code timeline.csv}, {@code monitor.csv} … in {@code runDir}. */
  public static RunData readAndMerge(Path runDir) throws IOException {
    List<ShardData> shards = ShardReader.readAll(runDir);
    HistogramLogs latencies = HistogramLogs.merge(shards, runDir.resolve(FileNames.LATENCIES));
    LedgerMatch ledger = LedgerMatch.of(shards);
    List<TargetMonitor> targets = TargetMonitor.readAll(runDir);
    RunData run =
        new RunData(
            shards,
            counters(shards, ledger),
            deaths(shards),
            Optional.ofNullable(StormMerger.merge(shards)),
            latencies.totals(),
            latencies.shards(),
            TimelineMerger.merge(shards, latencies.seconds()),
            MonitorMerger.merge(shards, targets),
            targets,
            deathLines(shards),
            samples(shards, ledger),
            ledger.undecided(),
            problems(shards, latencies.torn()));
    write(run, runDir);
    return run;
  }

  private static void write(RunData run, Path runDir) throws IOException {
    run.timeline().write(runDir.resolve(FileNames.TIMELINE));
    run.monitor().write(runDir.resolve(FileNames.MONITOR));
    JsonFiles.writeLines(runDir.resolve(FileNames.DEATHS), run.deathLines());
    JsonFiles.writeLines(runDir.resolve(FileNames.SAMPLES), run.samples());
  }

  private static Map<Counter, Long> counters(List<ShardData> shards, LedgerMatch ledger) {
    Map<Counter, Long> sums = counters(shards);
    sums.replaceAll(ledger::corrected);
    return sums;
  }

  /** Sums over the shards as they have them; empty when none has any. */
  static Map<Counter, Long> counters(List<ShardData> shards) {
    Map<Counter, Long> sums = new EnumMap<>(Counter.class);
    for (ShardData shard : shards) {
      shard.counts().ifPresent(c -> c.counters().forEach((k, v) -> sums.merge(k, v, Long::sum)));
    }
    return sums;
  }

  /** Lost connections by kind, the most frequent first. */
  static List<DeathTally> deaths(List<ShardData> shards) {
    return DeathTally.merge(
        shards.stream()
            .flatMap(shard -> shard.counts().stream())
            .flatMap(counts -> counts.deaths().stream())
            .toList());
  }

  /** The first lost connections and the first failed requests, in the order of time. */
  static List<Death> deathLines(List<ShardData> shards) {
    List<Death> all = shards.stream().flatMap(shard -> shard.deaths().stream()).toList();
    return Stream.of(true, false)
        .flatMap(losses -> first(all, losses))
        .sorted(Comparator.comparingLong(Death::epochMillis))
        .toList();
  }

  private static Stream<Death> first(List<Death> all, boolean losses) {
    return all.stream()
        .filter(death -> death.kind().phase().isLoss() == losses)
        .sorted(Comparator.comparingLong(Death::epochMillis))
        .limit(DeathLog.MAX_RECORDS);
  }

  private static List<LedgerSample> samples(List<ShardData> shards, LedgerMatch ledger) {
    List<LedgerSample> all = shards.stream().flatMap(shard -> shard.samples().stream()).toList();
    return ledger.corrected(all).stream().limit(ShardReader.MAX_SAMPLES).toList();
  }

  private static List<String> problems(List<ShardData> shards, Set<ShardId> torn) {
    List<String> problems = new ArrayList<>();
    if (shards.isEmpty()) {
      problems.add("no process left any data: there is no machine-K/shard-J folder");
    }
    shards.forEach(shard -> problems.addAll(shard.problems()));
    shards.stream()
        .filter(shard -> torn.contains(shard.id()) && shard.ended())
        .forEach(shard -> problems.add(shard.id() + TORN));
    problems.addAll(missing(shards));
    return problems;
  }

  /** Shards that the others of their machine speak of and that left no folder. */
  private static List<String> missing(List<ShardData> shards) {
    Set<ShardId> present = new HashSet<>();
    Map<Integer, Integer> expected = new TreeMap<>();
    for (ShardData shard : shards) {
      present.add(shard.id());
      int count = shard.counts().map(c -> c.facts().shards()).orElse(0);
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
