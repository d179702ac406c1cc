package im.stress.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link ServerStats}, which says what each one means. Thread-safe. */
final class Counts {
  final LongAdder connectionsOpened = new LongAdder();
  final LongAdder logins = new LongAdder();
  final LongAdder loginsRejected = new LongAdder();
  final LongAdder heartbeats = new LongAdder();
  final LongAdder messages = new LongAdder();
  final LongAdder messagesIgnored = new LongAdder();
  final LongAdder acks = new LongAdder();
  final LongAdder acksDropped = new LongAdder();
  final LongAdder acksDuplicated = new LongAdder();
  final LongAdder pushes = new LongAdder();
  final LongAdder pushesDropped = new LongAdder();
  final LongAdder pushesDuplicated = new LongAdder();
  final LongAdder pushesReordered = new LongAdder();
  final LongAdder pushesMisrouted = new LongAdder();
  final LongAdder pushesOffline = new LongAdder();
  final LongAdder framesMalformed = new LongAdder();
  final LongAdder framesGarbage = new LongAdder();
  private final Map<String, LongAdder> closes = new ConcurrentHashMap<>();

  /** Counts one connection that ended. */
  void closed(String code) {
    closes.computeIfAbsent(code, any -> new LongAdder()).increment();
  }

  /** All counts; those that change meanwhile may be of slightly different moments. */
  ServerStats snapshot() {
    Map<String, Long> closesNow = new TreeMap<>();
    closes.forEach((code, count) -> closesNow.put(code, count.sum()));
    long ended = closesNow.values().stream().mapToLong(Long::longValue).sum();
    return new ServerStats(
        connectionsOpened.sum(),
        connectionsOpened.sum() - ended,
        logins.sum(),
        loginsRejected.sum(),
        heartbeats.sum(),
        messages.sum(),
        messagesIgnored.sum(),
        acks.sum(),
        acksDropped.sum(),
        acksDuplicated.sum(),
        pushes.sum(),
        pushesDropped.sum(),
        pushesDuplicated.sum(),
        pushesReordered.sum(),
        pushesMisrouted.sum(),
        pushesOffline.sum(),
        framesMalformed.sum(),
        framesGarbage.sum(),
        closesNow);
  }
}
