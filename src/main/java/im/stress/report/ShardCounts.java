package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.measure.Counter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code counts.json} of one shard.
 *
 * @param shards how many shards this machine was split into
 * @param users how many users this shard had
 * @param state how far it came
 * @param failure why it failed; empty unless it did
 * @param warnings what did no harm to it but should be known
 * @param startEpochMillis when the ramp began; 0 = never came to that
 * @param fullLoadEpochMillis when all users were to be online; 0 = never came to that
 * @param leaveEpochMillis when users began to leave; 0 = never came to that
 * @param peakOnline most users online at a time
 * @param presence who should have been online and who was
 * @param counters all counters that the file holds
 * @param deaths lost connections by kind
 * @param measures what was measured beyond the basics
 * @param storm what a drill found; empty without one
 * @param standstills when the process stood still
 */
record ShardCounts(
    int shards,
    int users,
    String state,
    String failure,
    List<String> warnings,
    long startEpochMillis,
    long fullLoadEpochMillis,
    long leaveEpochMillis,
    long peakOnline,
    Optional<ShardPresence> presence,
    Map<Counter, Long> counters,
    List<DeathKind> deaths,
    Set<String> measures,
    Optional<JsonNode> storm,
    Standstills standstills) {

  static final String FINISHED = "finished";
  static final String INTERRUPTED = "interrupted";
  static final String FAILED = "failed";

  static ShardCounts of(JsonNode node) {
    Set<String> measures = new HashSet<>();
    node.path("measures").forEach(measure -> measures.add(measure.asText()));
    List<String> warnings = new ArrayList<>();
    node.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    List<DeathKind> deaths = new ArrayList<>();
    node.path("deaths").forEach(death -> deaths.add(DeathKind.of(death)));
    return new ShardCounts(
        node.path("shards").asInt(1),
        node.path("users").asInt(),
        node.path("state").asText(),
        node.path("failure").asText(),
        warnings,
        node.path("startEpochMillis").asLong(),
        node.path("fullLoadEpochMillis").asLong(),
        node.path("leaveEpochMillis").asLong(),
        node.path("peakOnline").asLong(),
        ShardPresence.of(node.path("presence")),
        counters(node.path("counters")),
        deaths,
        measures,
        Optional.of(node.path("storm")).filter(JsonNode::isObject),
        Standstills.of(node.path("standstills")));
  }

  private static Map<Counter, Long> counters(JsonNode node) {
    Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      if (node.path(counter.key()).isIntegralNumber()) {
        counters.put(counter, node.path(counter.key()).asLong());
      }
    }
    return counters;
  }

  /** When a drill cut connections; 0 = there was none. */
  long stormEpochMillis() {
    return storm.map(found -> found.path("beginEpochMillis").asLong()).orElse(0L);
  }

  /** Whether the process wrote its last word; a killed one is still {@code running}. */
  boolean ended() {
    return state.equals(FINISHED) || state.equals(INTERRUPTED);
  }
}
