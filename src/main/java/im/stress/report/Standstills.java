package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * When a process stood still for longer than half of its smallest timeout.
 *
 * @param count how often
 * @param longestEpochMillis when the longest began
 * @param longestMillis how long that was; 0 = the process always ran
 */
record Standstills(long count, long longestEpochMillis, long longestMillis) {

  static Standstills of(JsonNode node) {
    JsonNode longest = node.path("longest");
    return new Standstills(
        node.path("count").asLong(),
        longest.path("epochMillis").asLong(),
        longest.path("millis").asLong());
  }
}
