package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Lost connections of one kind.
 *
 * @param key what they have in common
 * @param count how many
 * @param firstEpochMillis when the first was lost
 * @param lastEpochMillis when the last was lost
 * @param sinceSentMillis time from our last frame to the loss
 * @param ageMillis time from the connection's start to the loss
 */
record DeathKind(
    Key key,
    long count,
    long firstEpochMillis,
    long lastEpochMillis,
    Histogram sinceSentMillis,
    Histogram ageMillis) {

  /** What lost connections of one kind have in common; the code is -1 where there is none. */
  record Key(String phase, String cause, int code, String reason) {

    /** Reads it from an entry of {@code counts.json} or a line of {@code deaths.jsonl}. */
    static Key of(JsonNode node) {
      return new Key(
          node.path("phase").asText(),
          node.path("cause").asText(),
          node.path("code").asInt(-1),
          node.path("reason").asText());
    }
  }

  static DeathKind of(JsonNode node) {
    return new DeathKind(
        Key.of(node),
        node.path("count").asLong(),
        node.path("firstEpochMillis").asLong(),
        node.path("lastEpochMillis").asLong(),
        EncodedHistogram.read(node.path("sinceSentMillis")),
        EncodedHistogram.read(node.path("ageMillis")));
  }

  /** Adds up the kinds of several shards, the most frequent first. */
  static List<DeathKind> merge(List<DeathKind> kinds) {
    Map<Key, DeathKind> byKey = new LinkedHashMap<>();
    kinds.forEach(kind -> byKey.merge(kind.key, kind, DeathKind::plus));
    List<DeathKind> merged = new ArrayList<>(byKey.values());
    merged.sort(
        Comparator.comparingLong(DeathKind::count)
            .reversed()
            .thenComparingLong(DeathKind::firstEpochMillis));
    return merged;
  }

  private DeathKind plus(DeathKind other) {
    Histogram sinceSent = sinceSentMillis.copy();
    sinceSent.add(other.sinceSentMillis);
    Histogram age = ageMillis.copy();
    age.add(other.ageMillis);
    return new DeathKind(
        key,
        count + other.count,
        Math.min(firstEpochMillis, other.firstEpochMillis),
        Math.max(lastEpochMillis, other.lastEpochMillis),
        sinceSent,
        age);
  }
}
