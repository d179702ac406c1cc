package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.TimelineColumn;
import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import im.stress.record.LatencyLog;
import im.stress.record.RowTable;
import im.stress.record.ShardId;
import im.stress.record.TargetMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A run as it lies in its folder, read for another report. Nothing there is changed.
 *
 * @param folder where it is
 * @param exitCode 1 where it is not known
 * @param settings all of them by name, secrets masked; none where it is not known
 * @param processors CPUs of the load generator's machine; 0 where it is not known
 * @param targetWatchers how many watched a target of it: monitors elsewhere, and this machine's own
 * @param latencies everything of a metric in one histogram, microseconds
 */
record FinishedRun(
    Path folder,
    Summary summary,
    int exitCode,
    Map<String, String> settings,
    int processors,
    int targetWatchers,
    Map<Metric, Histogram> latencies,
    RowTable<TimelineColumn> timeline,
    RowTable<MonitorColumn> monitor) {

  /** Its {@code summary.json} alone; empty when the folder has none. */
  static Optional<Summary> summary(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(FileNames.SUMMARY), Summary.class);
  }

  /** Its exit code alone; 1 where it is not known. */
  static int exitCode(Path folder) throws IOException {
    return ManifestFile.exitCode(manifest(folder));
  }

  /** Reads it; empty when the folder has no {@code summary.json}. */
  static Optional<FinishedRun> read(Path folder) throws IOException {
    Optional<Summary> summary = summary(folder);
    if (summary.isEmpty()) {
      return Optional.empty();
    }
    JsonNode manifest = manifest(folder);
    return Optional.of(
        new FinishedRun(
            folder,
            summary.get(),
            ManifestFile.exitCode(manifest),
            settings(manifest),
            ManifestFile.processors(manifest),
            targetWatchers(folder),
            LatencyLog.totals(folder),
            RowTable.read(folder.resolve(FileNames.TIMELINE), TimelineColumn.class),
            RowTable.read(folder.resolve(FileNames.MONITOR), MonitorColumn.class)));
  }

  private static JsonNode manifest(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(FileNames.MANIFEST), JsonNode.class)
        .orElse(JsonFiles.MAPPER.createObjectNode());
  }

  /** All settings of the run in this folder by name; none where they are not known. */
  static Map<String, String> settings(Path folder) throws IOException {
    return settings(manifest(folder));
  }

  private static Map<String, String> settings(JsonNode manifest) {
    Map<String, String> settings = new TreeMap<>();
    manifest
        .path(ManifestFile.SETTINGS)
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }

  /** What watches together is one: the processes of this machine, whose rows are added up. */
  private static int targetWatchers(Path folder) throws IOException {
    int elsewhere = TargetMonitor.foldersOf(folder).size();
    return elsewhere == 0 || !isWatchedHere(folder) ? elsewhere : elsewhere + 1;
  }

  private static boolean isWatchedHere(Path folder) throws IOException {
    for (ShardId shard : ShardId.all(folder)) {
      Path rows = shard.folder(folder).resolve(FileNames.MONITOR);
      if (RowTable.read(rows, MonitorColumn.class)
          .values(MonitorColumn.TARGET_RSS_BYTES)
          .findAny()
          .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What its target used. No rows where several watched: the monitor's have the largest value of a
   * second, which may be that of another target.
   */
  RowTable<MonitorColumn> ofTarget() {
    return targetWatchers > 1 ? new RowTable<>(MonitorColumn.class, List.of()) : monitor;
  }

  /** Where it was aimed at, without secrets. */
  String target() {
    return String.join(", ", summary.settings().targets());
  }

  /** That of its folder. */
  String name() {
    return String.valueOf(folder.getFileName());
  }

  /** All values of a metric; empty when there is none. */
  Optional<Histogram> histogram(Metric metric) {
    return Optional.ofNullable(latencies.get(metric)).filter(h -> h.getTotalCount() > 0);
  }
}
