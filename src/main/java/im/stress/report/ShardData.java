package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
record ShardData(
    ShardId id,
    Path folder,
    Optional<ShardCounts> counts,
    CsvTable timeline,
    CsvTable monitor,
    List<JsonNode> deaths,
    List<JsonNode> samples,
    Optional<JsonNode> manifest,
    List<String> problems) {

  boolean interrupted() {
    return counts.map(c -> c.state().equals(ShardCounts.INTERRUPTED)).orElse(false);
  }

  /** When this process stood still; never, as far as anybody knows, without its counts. */
  Standstills standstills() {
    return counts.map(ShardCounts::standstills).orElse(new Standstills(0, 0, 0));
  }

  /** Whether this row lies in the time of full load; all rows do when that time isn't known. */
  boolean underFullLoad(double epochSecond) {
    long from = counts.map(ShardCounts::fullLoadEpochMillis).orElse(0L);
    long to = counts.map(ShardCounts::leaveEpochMillis).orElse(0L);
    return from <= 0 || (epochSecond * 1000 >= from && (to <= 0 || (epochSecond + 1) * 1000 <= to));
  }
}
