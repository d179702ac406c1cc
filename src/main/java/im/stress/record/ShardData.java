package im.stress.record;

import im.stress.model.Death;
import im.stress.model.MonitorColumn;
import im.stress.model.RunState;
import im.stress.model.Standstills;
import im.stress.model.TimelineColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one process left behind; whatever is missing or torn is empty.
 *
 * @param id its place among the shards of the run
 * @param folder where its files are
 * @param counts {@code counts.json}
 * @param timeline {@code timeline.csv}
 * @param monitor {@code monitor.csv}
 * @param deaths {@code deaths.jsonl}
 * @param samples {@code ledger-samples.jsonl}
 * @param manifest {@code manifest.json}
 * @param problems why its data can't be taken as complete; empty when all is well
 */
public record ShardData(
    ShardId id,
    Path folder,
    Optional<ShardCounts> counts,
    RowTable<TimelineColumn> timeline,
    RowTable<MonitorColumn> monitor,
    List<Death> deaths,
    List<LedgerSample> samples,
    Optional<ShardManifest> manifest,
    List<String> problems) {

  /** These shards by machine, in the order of the machines. */
  public static Map<Integer, List<ShardData>> byMachine(List<ShardData> shards) {
    return shards.stream()
        .collect(
            Collectors.groupingBy(shard -> shard.id.machine(), TreeMap::new, Collectors.toList()));
  }

  /** Whether the process wrote its last word. */
  boolean ended() {
    return counts.map(ShardCounts::ended).orElse(false);
  }

  boolean interrupted() {
    return counts.map(c -> c.progress().state() == RunState.INTERRUPTED).orElse(false);
  }

  /** When this process stood still; never, as far as anybody knows, without its counts. */
  public Standstills standstills() {
    return counts.map(ShardCounts::standstills).orElse(Standstills.NONE);
  }

  /** Whether this row lies in the time of full load; all rows do when that time isn't known. */
  public boolean underFullLoad(long epochSecond) {
    long from = counts.map(c -> c.progress().fullLoadEpochMillis()).orElse(0L);
    long to = counts.map(c -> c.progress().leaveEpochMillis()).orElse(0L);
    return from <= 0 || (epochSecond * 1000 >= from && (to <= 0 || (epochSecond + 1) * 1000 <= to));
  }
}
