package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.StressSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The machines of a run, from the folders and manifests of their shards. */
final class Machines {

  private Machines() {}

  static List<Summary.Machine> of(List<ShardData> shards, StressSettings settings) {
    Map<Integer, List<ShardData>> byMachine =
        shards.stream()
            .collect(
                Collectors.groupingBy(s -> s.id().machine(), TreeMap::new, Collectors.toList()));
    if (byMachine.isEmpty()) {
      byMachine.put(settings.machine().id(), List.of());
    }
    return byMachine.entrySet().stream()
        .map(e -> machine(e.getKey(), e.getValue(), settings.load().users()))
        .toList();
  }

  private static Summary.Machine machine(int id, List<ShardData> shards, int usersAsked) {
    return new Summary.Machine(
        id,
        text(shards, "host"),
        shards.size(),
        users(shards, usersAsked),
        number(shards, "clockOffsetMicros"),
        number(shards, "clockErrorMicros"));
  }

  /** A machine of which a shard is missing was asked for as many users as the settings say. */
  private static long users(List<ShardData> shards, int usersAsked) {
    long known =
        shards.stream().flatMap(s -> s.counts().stream()).mapToLong(ShardCounts::users).sum();
    int expected =
        shards.stream()
            .flatMap(s -> s.counts().stream())
            .mapToInt(ShardCounts::shards)
            .max()
            .orElse(Integer.MAX_VALUE);
    long counted = shards.stream().filter(s -> s.counts().isPresent()).count();
    return counted >= expected ? known : Math.max(known, usersAsked);
  }

  private static String text(List<ShardData> shards, String field) {
    return shards.stream()
        .flatMap(s -> s.manifest().stream())
        .map(manifest -> manifest.path(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse(null);
  }

  private static Long number(List<ShardData> shards, String field) {
    return shards.stream()
        .flatMap(s -> s.manifest().stream())
        .map(manifest -> manifest.path(field))
        .filter(JsonNode::isNumber)
        .map(JsonNode::asLong)
        .findFirst()
        .orElse(null);
  }
}
