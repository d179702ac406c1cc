package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Receipts that one session of {@link WukongImStandIn} owes: one for each message it was given. */
final class WukongImReceipts {
  private final Wire wire;
  private final long limitMillis;
  private final AtomicInteger count;
  private final Consumer<String> violation;
  private final Map<String, Long> due = new HashMap<>();

  /**
   * Counts good receipts, and tells of missing ones after so many milliseconds and of wrong ones.
   */
  WukongImReceipts(Wire wire, long limitMillis, AtomicInteger count, Consumer<String> violation) {
    this.wire = wire;
    this.limitMillis = limitMillis;
    this.count = count;
    this.violation = violation;
  }

  /** A message is delivered now. */
  void expect(String messageId, long sequence) {
    due.put(messageId, sequence);
    wire.after(limitMillis, () -> check(messageId));
  }

  private void check(String messageId) {
    if (due.containsKey(messageId)) {
      violation.accept(
          "expected recvack of " + messageId + " within " + limitMillis + " ms, got none");
    }
  }

  /** A {@code recvack} came. */
  void came(JsonNode params) {
    JsonNode sequence = params.path("messageSeq");
    Long expected = due.remove(Json.text(params, "messageId"));
    if (expected == null || !sequence.isIntegralNumber() || sequence.longValue() != expected) {
      violation.accept("expected messageId (text) and messageSeq of a message once, got " + params);
    } else {
      count.incrementAndGet();
    }
  }

  /** How many have not come yet. */
  int due() {
    return due.size();
  }
}
