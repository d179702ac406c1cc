package im.stress.standin;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A WuKongIM server with JSON-RPC: {@code connect} within two seconds, base64 payloads, a receipt
 * for each message that is delivered. Users are known by their uid. A message to a group goes to
 * all its members but its sender.
 */
public final class WukongImStandIn extends StandInServer {
  final Heartbeat heartbeat;
  final long receiptMillis;
  private final Map<String, Set<WukongImConversation>> online = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private volatile boolean pongsById;

  /** Too large for a number of JavaScript, as the ids of the real server are. */
  private long messageId = 1_800_000_000_000_000_000L;

  /**
   * A server that closes after the silence given, asks nothing itself, and wants each {@code
   * recvack} within so many milliseconds.
   */
  public WukongImStandIn(Heartbeat heartbeat, long receiptMillis) {
    this.heartbeat = heartbeat;
    this.receiptMillis = receiptMillis;
    listen();
  }

  /**
   * From now on answers {@code ping} with its id and without a method, as newer servers do, in
   * place of {@code {"method":"pong"}}.
   */
  public void answerPingsById() {
    pongsById = true;
  }

  boolean pongsById() {
    return pongsById;
  }

  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/")) {
      tally.violation("upgrade", "expected path /, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "Not Found"));
    }
    return Optional.empty();
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new WukongImConversation(this, wire);
  }

  /** Sessions of this user. */
  Set<WukongImConversation> sessions(String uid) {
    return online.computeIfAbsent(uid, key -> new LinkedHashSet<>());
  }

  String nextMessageId() {
    messageId++;
    return Long.toString(messageId);
  }

  /** Number of the next message between these two. */
  long nextSequence(String uid, String other) {
    return nextSequence(uid.compareTo(other) < 0 ? uid + "@" + other : other + "@" + uid);
  }

  /** Number of the next message in this channel. */
  long nextSequence(String channel) {
    return sequences.merge(channel, 1L, Long::sum);
  }

  /** Makes a group of these users, which the real server's application does over HTTP. */
  public void makeGroup(String channel, String... uids) {
    onServerThread(() -> groups.put(channel, new LinkedHashSet<>(List.of(uids))));
  }

  /** Members of this group; empty where there is none. */
  Set<String> members(String channel) {
    return groups.getOrDefault(channel, Set.of());
  }

  /** Receipts that are due and have not come yet. */
  public int receiptsDue() {
    int[] due = new int[1];
    onServerThread(
        () ->
            online
                .values()
                .forEach(all -> all.forEach(session -> due[0] += session.receipts().due())));
    return due[0];
  }

  /** Disconnects this user's sessions. */
  public void kick(String uid) {
    onServerThread(() -> Set.copyOf(sessions(uid)).forEach(WukongImConversation::kick));
  }
}
