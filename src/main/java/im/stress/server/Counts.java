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
  final LongAdder receipts = new LongAdder();
  final LongAdder pushesRepeated = new LongAdder();
  final LongAdder groupJoins = new LongAdder();
  final LongAdder groupJoinsRejected = new LongAdder();
  final LongAdder groupEchoes = new LongAdder();
  final LongAdder framesMalformed = new LongAdder();
  final LongAdder framesGarbage = new LongAdder();
  final HttpCounts http = new HttpCounts();
  private final Traffic toOne = new Traffic();
  private final Traffic toGroups = new Traffic();
  private final Map<String, LongAdder> closes = new ConcurrentHashMap<>();

  /** Messages of one kind, and what became of them. */
  static final class Traffic {
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
  }

  /** The counts of messages to one user, or of those to groups. */
  Traffic traffic(Request.Chat chat) {
    return chat.toGroup() ? toGroups : toOne;
  }

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
        toOne.messages.sum(),
        toOne.messagesIgnored.sum(),
        toOne.acks.sum(),
        toOne.acksDropped.sum(),
        toOne.acksDuplicated.sum(),
        toOne.pushes.sum(),
        toOne.pushesDropped.sum(),
        toOne.pushesDuplicated.sum(),
        toOne.pushesReordered.sum(),
        toOne.pushesMisrouted.sum(),
        toOne.pushesOffline.sum(),
        receipts.sum(),
        pushesRepeated.sum(),
        groupJoins.sum(),
        groupJoinsRejected.sum(),
        toGroups.messages.sum(),
        toGroups.messagesIgnored.sum(),
        toGroups.acks.sum(),
        toGroups.acksDropped.sum(),
        toGroups.acksDuplicated.sum(),
        toGroups.pushes.sum(),
        toGroups.pushesDropped.sum(),
        toGroups.pushesDuplicated.sum(),
        toGroups.pushesReordered.sum(),
        toGroups.pushesMisrouted.sum(),
        toGroups.pushesOffline.sum(),
        groupEchoes.sum(),
        framesMalformed.sum(),
        framesGarbage.sum(),
        closesNow,
        http.snapshot());
  }
}
