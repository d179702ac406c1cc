package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a message is known by in all processes: the indices of its sender and recipient, and its
 * position among the messages from the one to the other.
 */
record MessageKey(int from, int to, int sequence) {

  /** Reads it from a line of {@code ledger-samples.jsonl}; -1 where the line has none. */
  static MessageKey of(JsonNode sample) {
    return new MessageKey(
        sample.path("fromIndex").asInt(-1),
        sample.path("toIndex").asInt(-1),
        sample.path("sequence").asInt(-1));
  }
}
