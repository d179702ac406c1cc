package im.stress.standin;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Phoenix application with channels, serializer 2.0.0: arrays of five in text frames. The
 * application is ours: each user joins {@code inbox:UID} of its own and sends {@code chat} with
 * {@code to} and {@code content} there; {@code room:X} is open to all and broadcasts to its sender
 * too. Messages come as {@code push} with {@code from} and {@code content}. The token is a
 * parameter of the upgrade.
 */
public final class PhoenixStandIn extends StandInServer {
  final Heartbeat heartbeat;
  private final Map<String, Set<PhoenixConversation>> topics = new HashMap<>();
  private final Set<PhoenixConversation> online = new LinkedHashSet<>();

  /** A server that closes after the silence given, and asks nothing itself. */
  public PhoenixStandIn(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
    listen();
  }

  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/socket/websocket")) {
      tally.violation("upgrade", "expected path /socket/websocket, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "Not Found"));
    }
    String version = upgrade.parameter("vsn");
    String token = upgrade.parameter("token");
    if (!version.equals("2.0.0") || owner(token).isEmpty()) {
      tally.violation(
          "upgrade", "expected vsn 2.0.0 and a user's token, got " + version + " and " + token);
      return Optional.of(Refusal.text(403, ""));
    }
    return faults.refusal().map(reason -> Refusal.text(403, ""));
  }

  private static String owner(String token) {
    String uid = token.replaceFirst("token-of-", "");
    return StandInUsers.known(uid) && token.equals(StandInUsers.tokenOf(uid)) ? uid : "";
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new PhoenixConversation(this, wire, owner(upgrade.parameter("token")));
  }

  /** Sessions that have joined this topic. */
  Set<PhoenixConversation> topic(String name) {
    return topics.computeIfAbsent(name, key -> new LinkedHashSet<>());
  }

  Set<PhoenixConversation> online() {
    return online;
  }

  /** Ends this user's channels by a crash; what it sends then is refused, its sockets stay open. */
  public void crash(String uid) {
    onServerThread(
        () ->
            online.stream()
                .filter(session -> session.uid().equals(uid))
                .toList()
                .forEach(PhoenixConversation::crash));
  }
}
