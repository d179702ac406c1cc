package im.stress.record;

import im.stress.files.LineTail;
import im.stress.model.Death;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the folder of a shard while the shard writes it. For one thread. */
final class ShardTail {
  private final ShardId id;
  private final Path folder;
  private final RowTail<TimelineColumn> timeline;
  private final RowTail<MonitorColumn> monitor;
  private final LatencyTail latencies;
  private final LineTail deathLines;
  private final List<Death> deaths = new ArrayList<>();
  private final List<Row<MonitorColumn>> monitored = new ArrayList<>();
  private Optional<ShardCounts> counts = Optional.empty();
  private Optional<ShardManifest> manifest = Optional.empty();

  ShardTail(ShardId id, Path folder) {
    this.id = id;
    this.folder = folder;
    this.timeline = new RowTail<>(folder.resolve(FileNames.TIMELINE), TimelineColumn.class);
    this.monitor = new RowTail<>(folder.resolve(FileNames.MONITOR), MonitorColumn.class);
    this.latencies = new LatencyTail(folder.resolve(FileNames.LATENCIES));
    this.deathLines = new LineTail(folder.resolve(FileNames.DEATHS));
  }

  /** Reads what is new, but for latencies: these are read when they are taken. */
  void read() throws IOException {
    timeline.read();
    monitored.addAll(monitor.read());
    for (List<String> next = deathLines.next(); !next.isEmpty(); next = deathLines.next()) {
      next.forEach(line -> JsonFiles.parse(line, Death.class).ifPresent(deaths::add));
    }
    Optional<ShardCounts> fresh = ShardCounts.read(folder.resolve(FileNames.COUNTS));
    counts = fresh.map(ShardCounts::withoutPresence).or(() -> counts);
    if (manifest.isEmpty()) {
      manifest = JsonFiles.read(folder.resolve(FileNames.MANIFEST), ShardManifest.class);
    }
  }

  RowTail<TimelineColumn> timeline() {
    return timeline;
  }

  RowTail<MonitorColumn> monitor() {
    return monitor;
  }

  LatencyTail latencies() {
    return latencies;
  }

  /** Whether the process wrote its last word. */
  boolean ended() {
    return counts.map(ShardCounts::ended).orElse(false);
  }

  /** What there is, with the rows up to these seconds that nobody has taken. */
  ShardData fresh(long timelineThrough, long monitorThrough) {
    return data(timeline.through(timelineThrough), monitor.through(monitorThrough));
  }

  /** What there is, with all rows of the monitor: what grows in a process only they show. */
  ShardData data() {
    return data(
        timeline.through(Long.MIN_VALUE),
        new RowTable<>(MonitorColumn.class, List.copyOf(monitored)));
  }

  private ShardData data(RowTable<TimelineColumn> seconds, RowTable<MonitorColumn> monitoring) {
    return new ShardData(
        id, folder, counts, seconds, monitoring, deaths, List.of(), manifest, List.of());
  }
}
