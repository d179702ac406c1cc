package im.stress.report;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.StressSettings;
import im.stress.record.FileNames;
import im.stress.record.ShardCounts;
import im.stress.record.ShardData;
import im.stress.record.ShardManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The machines of a run, from the folders and manifests of their shards. */
final class Machines {

  private Machines() {}

  static List<Summary.Machine> of(List<ShardData> shards, StressSettings settings) {
    Map<Integer, List<ShardData>> byMachine = ShardData.byMachine(shards);
    if (byMachine.isEmpty()) {
      byMachine.put(settings.machine().id(), List.of());
    }
    return byMachine.entrySet().stream()
        .map(e -> machine(e.getKey(), e.getValue(), settings))
        .toList();
  }

  private static Summary.Machine machine(int id, List<ShardData> shards, StressSettings settings) {
    return new Summary.Machine(
        id,
        first(shards, ShardManifest::host),
        shards.size(),
        users(shards, settings),
        first(shards, manifest -> clock(manifest).clockOffsetMicros()),
        first(shards, manifest -> clock(manifest).clockErrorMicros()));
  }

  /** A machine of which a shard is missing was asked for as many users as its settings say. */
  private static long users(List<ShardData> shards, StressSettings settings) {
    long known =
        shards.stream().flatMap(s -> s.counts().stream()).mapToLong(ShardCounts::users).sum();
    int expected =
        shards.stream()
            .flatMap(s -> s.counts().stream())
            .mapToInt(counts -> counts.facts().shards())
            .max()
            .orElse(Integer.MAX_VALUE);
    long counted = shards.stream().filter(s -> s.counts().isPresent()).count();
    return counted >= expected
        ? known
        : Math.max(known, ofItself(shards).orElse(settings).load().users());
  }

  /** Those of a machine may name another number of users; empty when they can't be read. */
  private static Optional<StressSettings> ofItself(List<ShardData> shards) {
    for (ShardData shard : shards) {
      Path file = shard.folder().resolve(FileNames.SETTINGS);
      try {
        if (Files.isReadable(file)) {
          return Optional.of(SettingsLoader.ofResults(file).settings());
        }
      } catch (SettingsException torn) {
        // All shards of a machine have the same.
      }
    }
    return Optional.empty();
  }

  private static ShardManifest.Clock clock(ShardManifest manifest) {
    return manifest.clock() == null ? new ShardManifest.Clock(null, null) : manifest.clock();
  }

  /** The first that is known; null when none is. */
  private static <T> T first(List<ShardData> shards, Function<ShardManifest, T> field) {
    return shards.stream()
        .flatMap(shard -> shard.manifest().stream())
        .map(field)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
