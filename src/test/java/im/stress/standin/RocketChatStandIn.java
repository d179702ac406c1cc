package im.stress.standin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Rocket.Chat server: DDP in text frames. User u7 has the username u7 and the id usr7. A direct
 * room has the two ids, sorted and put together, as its id, and exists once one of the two has
 * called {@code createDirectMessage}; other rooms once somebody has called {@code joinRoom}.
 */
public final class RocketChatStandIn extends StandInServer {
  final Heartbeat heartbeat;
  private final Map<String, Set<String>> rooms = new HashMap<>();
  private final Set<String> messageIds = new HashSet<>();
  private final Set<RocketChatConversation> online = new LinkedHashSet<>();

  /** A server that sends {@code ping} messages at this interval. */
  public RocketChatStandIn(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
    listen();
  }

  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/websocket")) {
      tally.violation("upgrade", "expected path /websocket, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "Not found"));
    }
    return Optional.empty();
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new RocketChatConversation(this, wire);
  }

  /** Id of the direct room of two users, by their ids. */
  static String directRoom(String userId, String otherId) {
    return userId.compareTo(otherId) < 0 ? userId + otherId : otherId + userId;
  }

  /** Makes this user a member; the room is made when it isn't there. */
  void join(String room, String userId) {
    rooms.computeIfAbsent(room, id -> new HashSet<>()).add(userId);
  }

  boolean member(String room, String userId) {
    return rooms.getOrDefault(room, Set.of()).contains(userId);
  }

  /** Whether no message had this id before. */
  boolean newMessage(String id) {
    return messageIds.add(id);
  }

  Set<RocketChatConversation> online() {
    return online;
  }
}
