package im.stress.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import im.stress.model.Counter;
import im.stress.model.DeathTally;
import im.stress.model.PopulationTally;
import im.stress.model.ShardProgress;
import im.stress.model.ShardStorm;
import im.stress.model.Standstills;
import im.stress.model.TimeOnline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * {@code counts.json}: all that a shard has counted so far.
 *
 * @param schema version of the file; fields may be added within one
 * @param facts who the shard is
 * @param progress how far it came
 * @param endEpochMillis when this was written
 * @param peakOnline most users online at a time
 * @param presence who should have been online and who was; null in an older version
 * @param counters all counters
 * @param populations the counters by population; empty where all users are of one kind
 * @param deaths lost connections by kind
 * @param standstills when the process stood still; null when it always ran
 * @param storm what a drill found; null without one
 */
public record ShardCounts(
    int schema,
    @JsonUnwrapped ShardFacts facts,
    @JsonUnwrapped ShardProgress progress,
    long endEpochMillis,
    long peakOnline,
    TimeOnline presence,
    EnumMap<Counter, Long> counters,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PopulationTally> populations,
    List<DeathTally> deaths,
    Standstills standstills,
    ShardStorm storm) {
  /** What a file lacks is none. */
  public ShardCounts {
    counters = counters == null ? new EnumMap<>(Counter.class) : counters;
    populations = populations == null ? List.of() : List.copyOf(populations);
    deaths = deaths == null ? List.of() : List.copyOf(deaths);
  }

  static ShardCounts of(ShardFacts facts, ShardMeasure measure, ShardState state) {
    EnumMap<Counter, Long> counters = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      counters.put(counter, measure.total(counter));
    }
    return new ShardCounts(
        Schema.CURRENT,
        facts,
        state.progress(),
        measure.clock().epochMillis(),
        measure.presence().peakOnline(),
        measure.presence().snapshot(System.nanoTime()),
        counters,
        measure.populations(),
        measure.deaths().tallies(),
        measure.standstills().found().orElse(null),
        measure.storm().found().orElse(null));
  }

  /** Empty when the file is missing or can't be read. */
  public static Optional<ShardCounts> read(Path file) throws IOException {
    return JsonFiles.read(file, ShardCounts.class);
  }

  /** Replaces the file as a whole: a reader, or a killed process, never sees half of it. */
  void replace(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, JsonFiles.MAPPER.writeValueAsBytes(this));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The same without who should have been online: before the end, that is a sum over time which is
   * still to come.
   */
  ShardCounts withoutPresence() {
    return new ShardCounts(
        schema,
        facts,
        progress,
        endEpochMillis,
        peakOnline,
        null,
        counters,
        populations,
        deaths,
        standstills,
        storm);
  }

  /** How many users the shard had. */
  public int users() {
    return facts.users();
  }

  /** When a drill cut connections; 0 = there was none. */
  public long stormEpochMillis() {
    return storm == null ? 0 : storm.beginEpochMillis();
  }

  /** Whether the process wrote its last word; a killed one is still running. */
  public boolean ended() {
    return progress.state().ended();
  }
}
