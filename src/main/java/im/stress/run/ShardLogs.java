package im.stress.run;

import im.stress.record.FileNames;
import im.stress.record.ShardId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the {@code simulation.log} of each shard of a run. */
final class ShardLogs {
  private ShardLogs() {}

  /** All that there are below a run's folder, by machine and number of the shard. */
  static List<Path> of(Path runDir) throws IOException {
    List<Path> logs = new ArrayList<>();
    for (ShardId shard : ShardId.all(runDir)) {
      of(shard, runDir).ifPresent(logs::add);
    }
    return logs;
  }

  /** One line for each process whose log is not there. */
  static List<String> missing(Path runDir) throws IOException {
    List<String> missing = new ArrayList<>();
    for (ShardId shard : ShardId.all(runDir)) {
      if (of(shard, runDir).isEmpty()) {
        missing.add(
            "%s: no %s, so Gatling's report is without it"
                .formatted(shard, FileNames.SIMULATION_LOG));
      }
    }
    return missing;
  }

  /** That of one shard. One that was killed has left it where Gatling wrote it. */
  static Optional<Path> of(ShardId shard, Path runDir) {
    Path folder = shard.folder(runDir);
    Path moved = folder.resolve(FileNames.SIMULATION_LOG);
    if (Files.exists(moved)) {
      return Optional.of(moved);
    }
    try (Stream<Path> unmoved =
        Files.find(
            folder.resolve("gatling"),
            2,
            (path, attributes) -> path.endsWith(FileNames.SIMULATION_LOG))) {
      return unmoved.findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
