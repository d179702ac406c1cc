package im.stress.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pushes to one recipient that wait for its receipt. Each is sent again after the first delay,
 * again after the second one more, and so on; when all are used up, or the connection ends, nobody
 * waits for it any more. On the recipient's event loop.
 */
final class Unconfirmed {
  private final List<Duration> delays;
  private final Recipient recipient;
  private final Client client;
  private final Consumer<Push> again;
  private final Map<String, Push> waiting = new HashMap<>(0);

  /**
   * Nothing waits yet.
   *
   * @param delays from one sending to the next; empty = nothing is sent again
   * @param again sends a push once more
   */
  Unconfirmed(List<Duration> delays, Recipient recipient, Client client, Consumer<Push> again) {
    this.delays = delays;
    this.recipient = recipient;
    this.client = client;
    this.again = again;
  }

  /** A push was just sent; one that can't be confirmed is not waited for. */
  void sent(Push push) {
    if (push.receiptId().isPresent() && waiting.putIfAbsent(push.receiptId().get(), push) == null) {
      await(push, 0);
    }
  }

  /** Takes the receipt with this id; returns the push that waited for it. */
  Optional<Push> confirm(String id) {
    return Optional.ofNullable(waiting.remove(id));
  }

  private void await(Push push, int repeats) {
    if (repeats < delays.size()) {
      client.later(
          delays.get(repeats).toNanos(), () -> recipient.ifAnswering(() -> repeat(push, repeats)));
    } else {
      waiting.remove(push.receiptId().orElseThrow(), push);
    }
  }

  private void repeat(Push push, int repeats) {
    if (push.equals(waiting.get(push.receiptId().orElseThrow()))) {
      again.accept(push);
      await(push, repeats + 1);
    }
  }
}
