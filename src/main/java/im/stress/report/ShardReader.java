package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the shard folders of a run and reads them; a killed or never started shard is no error. */
final class ShardReader {

  /** Most lines kept of {@code deaths.jsonl}, here and in each shard. */
  static final int MAX_DEATHS = 10_000;

  /** Most lines kept of {@code ledger-samples.jsonl}, here and in each shard. */
  static final int MAX_SAMPLES = 1_000;

  private ShardReader() {}

  /** The shards below a run's folder, by machine and number. */
  static List<ShardData> readAll(Path runDir) throws IOException {
    List<ShardData> shards = new ArrayList<>();
    if (!Files.isDirectory(runDir)) {
      return shards;
    }
    for (Path machine : folders(runDir)) {
      for (Path folder : folders(machine)) {
        Optional<ShardId> id = ShardId.of(folder);
        if (id.isPresent()) {
          shards.add(read(id.get(), folder));
        }
      }
    }
    shards.sort((a, b) -> a.id().compareTo(b.id()));
    return shards;
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  private static ShardData read(ShardId id, Path folder) throws IOException {
    Optional<JsonNode> countsFile = JsonFiles.readObject(folder.resolve("counts.json"));
    Optional<ShardCounts> counts = countsFile.map(ShardCounts::of);
    return new ShardData(
        id,
        folder,
        counts,
        CsvTable.read(folder.resolve("timeline.csv")),
        CsvTable.read(folder.resolve("monitor.csv")),
        JsonFiles.readLines(folder.resolve("deaths.jsonl"), MAX_DEATHS),
        JsonFiles.readLines(folder.resolve("ledger-samples.jsonl"), MAX_SAMPLES),
        JsonFiles.readObject(folder.resolve("manifest.json")),
        problems(id, folder, counts));
  }

  private static List<String> problems(ShardId id, Path folder, Optional<ShardCounts> counts) {
    if (counts.isEmpty()) {
      boolean torn = Files.exists(folder.resolve("counts.json"));
      return List.of(
          id
              + (torn
                  ? ": counts.json can't be read, so this process is not in the figures"
                  : ": no counts.json, the process never started its users; see gatling.out there"));
    }
    ShardCounts found = counts.get();
    if (found.state().equals(ShardCounts.FAILED)) {
      return List.of(
          id + " failed: " + (found.failure().isEmpty() ? "no reason was given" : found.failure()));
    }
    return found.ended()
        ? List.of()
        : List.of(
            id
                + ": the process ended before it wrote its last figures (was it killed?); "
                + "they stop at its last second");
  }
}
