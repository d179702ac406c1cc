package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Planned;
import im.stress.report.CapacitySummary.Purpose;
import im.stress.report.CapacitySummary.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Made-up searches: the folders of their levels are written as runs write them. */
final class CapacityRuns {
  static final String OVERALL = "success.overall >= 0.95: was 85.18 %";

  private CapacityRuns() {}

  /**
   * 100 and 150 users hold, and 150 once more; at 200, messages are lost, and the CPU of the target
   * is busy.
   */
  static CapacitySummary write(Path folder) throws IOException {
    List<Level> levels = new ArrayList<>();
    levels.add(
        level(folder, planned("1-100", Purpose.SEARCH, 100), LoadUnit.USERS, shard -> shard));
    level(folder, planned("2-200-before-1", Purpose.SEARCH, 200), LoadUnit.USERS, shard -> shard);
    levels.add(
        level(folder, planned("2-200", Purpose.SEARCH, 200), LoadUnit.USERS, CapacityRuns::busy));
    levels.add(
        level(folder, planned("3-150", Purpose.SEARCH, 150), LoadUnit.USERS, shard -> shard));
    levels.add(
        level(
            folder,
            planned("4-150-confirm", Purpose.CONFIRM, 150),
            LoadUnit.USERS,
            shard -> shard));
    CapacityFinding finding = new CapacityFinding(OptionalLong.of(150), Optional.of(levels.get(1)));
    return report(folder, levels, Optional.of(finding), Optional.empty());
  }

  static CapacitySummary report(
      Path folder, List<Level> levels, Optional<CapacityFinding> finding, Optional<StagedStop> stop)
      throws IOException {
    StagedSummary.Asked asked =
        new StagedSummary.Asked(List.of("--to", "<b>"), new TreeMap<>(Map.of("pause", "10 s")));
    Range range = new Range(LoadUnit.USERS, 100, 400, 0.5);
    return CapacityReport.write(
        folder, new CapacityReport.Known(asked, range, levels, finding, stop));
  }

  static Planned planned(String name, Purpose purpose, long load) {
    return new Planned(purpose, load, new StagedSummary.Planned(name, load, load + " users"));
  }

  /** A run in which all was well but for this. */
  static Level level(Path folder, Planned planned, LoadUnit by, UnaryOperator<ShardFolder> change)
      throws IOException {
    Path run = folder.resolve(planned.run().name());
    ShardFolder shard =
        Runs.good(Files.createDirectory(run))
            .users((int) planned.run().users())
            .peakOnline(planned.run().users());
    change.apply(shard).write();
    Runs.report(
        run,
        TestSettings.of(
            TestSettings.atLeast("success.connect", 0.99),
            TestSettings.atLeast("success.overall", 0.95),
            TestSettings.p99Below("ack", 1000)));
    return CapacityReport.level(folder, by, planned);
  }

  private static ShardFolder busy(ShardFolder shard) {
    for (long second = 30; second < 150; second++) {
      shard.latency(second, Metric.ACK, 900_000, 1_500_000);
      targetUses(shard, second, 97, 300);
    }
    return shard
        .count(Counter.MESSAGES_ACKED, 2000)
        .count(Counter.MESSAGES_UNACKED, 400)
        .count(Counter.MESSAGES_DELIVERED, 2000)
        .count(Counter.MESSAGES_LOST, 200);
  }

  /** The load generator is late, so the run is INVALID. */
  static ShardFolder late(ShardFolder shard) {
    for (long second = 30; second < 150; second++) {
      shard.latency(second, Metric.EVENT_LOOP_LAG, 5_000_000, 5_000_000);
    }
    return shard;
  }

  /** Two rows for each that is there: so these are the median. */
  static void targetUses(ShardFolder shard, long second, double cpuPercent, double handles) {
    for (int i = 0; i < 2; i++) {
      shard.monitor(
          second,
          12.5,
          40,
          0,
          2e8,
          1e8,
          3,
          1,
          20,
          150,
          65535,
          100,
          28000,
          0,
          cpuPercent,
          5e8,
          40,
          handles);
    }
  }
}
