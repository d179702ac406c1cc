package im.stress.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link HttpStats}, which says what each one means. Thread-safe. */
final class HttpCounts {
  final LongAdder connectionsOpened = new LongAdder();
  final LongAdder connectionsEnded = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder errorsByFault = new LongAdder();
  final LongAdder messagesSaved = new LongAdder();
  final LongAdder messagesDropped = new LongAdder();
  final LongAdder messagesForgotten = new LongAdder();
  final LongAdder resets = new LongAdder();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

  /** Counts a request of this route. */
  void requested(String route) {
    requests.computeIfAbsent(route, any -> new LongAdder()).increment();
  }

  /** All counts; those that change meanwhile may be of slightly different moments. */
  HttpStats snapshot() {
    Map<String, Long> byRoute = new TreeMap<>();
    requests.forEach((route, count) -> byRoute.put(route, count.sum()));
    long ended = connectionsEnded.sum();
    long opened = connectionsOpened.sum();
    return new HttpStats(
        opened,
        opened - ended,
        byRoute.values().stream().mapToLong(Long::longValue).sum(),
        byRoute,
        errors.sum(),
        errorsByFault.sum(),
        messagesSaved.sum(),
        messagesDropped.sum(),
        messagesForgotten.sum(),
        resets.sum());
  }
}
