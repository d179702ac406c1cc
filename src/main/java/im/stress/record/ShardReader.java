package im.stress.record;

import im.stress.measure.DeathLog;
import im.stress.measure.LedgerSamples;
import im.stress.model.Death;
import im.stress.model.MonitorColumn;
import im.stress.model.RunState;
import im.stress.model.ShardProgress;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the shard folders of a run and reads them; a killed or never started shard is no error. */
final class ShardReader {

  /** Most lines of {@code deaths.jsonl}: lost connections, and failed requests. */
  private static final int MAX_DEATHS = 2 * DeathLog.MAX_RECORDS;

  /** Most lines kept of {@code ledger-samples.jsonl}, here and in each shard. */
  static final int MAX_SAMPLES = LedgerSamples.MAX_SAMPLES;

  /** A process has these before its first {@code counts.json}: who has none has lost them. */
  private static final List<String> FROM_THE_START =
      List.of(FileNames.LATENCIES, FileNames.TIMELINE, FileNames.MONITOR);

  private ShardReader() {}

  /** The shards below a run's folder, by machine and number. */
  static List<ShardData> readAll(Path runDir) throws IOException {
    List<ShardData> shards = new ArrayList<>();
    for (ShardId id : ShardId.all(runDir)) {
      shards.add(read(id, id.folder(runDir)));
    }
    return shards;
  }

  private static ShardData read(ShardId id, Path folder) throws IOException {
    Optional<ShardCounts> counts = ShardCounts.read(folder.resolve(FileNames.COUNTS));
    return new ShardData(
        id,
        folder,
        counts,
        RowTable.read(folder.resolve(FileNames.TIMELINE), TimelineColumn.class),
        RowTable.read(folder.resolve(FileNames.MONITOR), MonitorColumn.class),
        JsonFiles.readLines(folder.resolve(FileNames.DEATHS), Death.class, MAX_DEATHS),
        JsonFiles.readLines(folder.resolve(FileNames.SAMPLES), LedgerSample.class, MAX_SAMPLES),
        JsonFiles.read(folder.resolve(FileNames.MANIFEST), ShardManifest.class),
        problems(id, folder, counts));
  }

  private static List<String> problems(ShardId id, Path folder, Optional<ShardCounts> counts) {
    if (counts.isEmpty()) {
      boolean torn = Files.exists(folder.resolve(FileNames.COUNTS));
      return List.of(
          id
              + (torn
                  ? ": counts.json can't be read, so this process is not in the figures"
                  : ": no counts.json, the process never started its users; see gatling.out there"));
    }
    List<String> problems = new ArrayList<>(end(id, counts.get().progress()));
    problems.addAll(missing(id, folder));
    return problems;
  }

  private static List<String> end(ShardId id, ShardProgress found) {
    if (found.state() == RunState.FAILED) {
      return List.of(
          id + " failed: " + (found.failure().isEmpty() ? "no reason was given" : found.failure()));
    }
    return found.state().ended()
        ? List.of()
        : List.of(
            id
                + ": the process ended before it wrote its last figures (was it killed?); "
                + "they stop at its last second");
  }

  private static List<String> missing(ShardId id, Path folder) {
    List<String> missing =
        FROM_THE_START.stream().filter(file -> !Files.isRegularFile(folder.resolve(file))).toList();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "%s: no %s, so what this process measured is not in all figures; copy its whole folder"
                .formatted(id, String.join(", no ", missing)));
  }
}
