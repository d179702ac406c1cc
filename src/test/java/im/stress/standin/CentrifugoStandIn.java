package im.stress.standin;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Centrifugo server of version 4 or later: JSON of protocol version 2, several commands or
 * replies in a frame. Each user may subscribe to {@code inbox:UID} of its own and publish to any;
 * {@code room:X} is open to all, and for subscribers to publish to. Tokens are those of {@link
 * StandInUsers#jwtOf}.
 */
public final class CentrifugoStandIn extends StandInServer {
  /** One channel with its subscribers. */
  static final class Room {
    final Set<CentrifugoConversation> subscribers = new LinkedHashSet<>();
    long offset;
  }

  final Heartbeat heartbeat;
  private final Map<String, Room> channels = new HashMap<>();
  private final Set<CentrifugoConversation> online = new LinkedHashSet<>();

  /** A server that sends {@code {}} at this interval. */
  public CentrifugoStandIn(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
    listen();
  }

  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/connection/websocket")) {
      tally.violation("upgrade", "expected path /connection/websocket, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "404 page not found"));
    }
    if (upgrade.subprotocol().contains("protobuf")
        || upgrade.parameter("format").equals("protobuf")) {
      tally.violation("upgrade", "expected JSON, got a client that asks for Protobuf");
      return Optional.of(Refusal.text(400, "Bad Request"));
    }
    return Optional.empty();
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new CentrifugoConversation(this, wire);
  }

  Room channel(String name) {
    return channels.computeIfAbsent(name, key -> new Room());
  }

  Set<CentrifugoConversation> online() {
    return online;
  }

  /** Disconnects this user's sessions, and asks them not to come back. */
  public void kick(String uid) {
    onServerThread(
        () ->
            online.stream()
                .filter(session -> session.uid().equals(uid))
                .toList()
                .forEach(CentrifugoConversation::kick));
  }
}
