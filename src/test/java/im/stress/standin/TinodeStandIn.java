package im.stress.standin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Tinode server: JSON in text frames, {@code hi} and {@code login} first, topics that both sides
 * of a conversation join, one {@code ctrl} for each request. User u7 logs in as u7 and has the id
 * usr7; topics are usrN and grpX.
 */
public final class TinodeStandIn extends StandInServer {
  /** The API key that an upgrade has to show. */
  public static final String API_KEY = "key-of-tests";

  /** One topic, under whatever names its users call it. */
  static final class Topic {
    final boolean group;
    final Set<TinodeSession> joined = new LinkedHashSet<>();
    int seq;

    Topic(boolean group) {
      this.group = group;
    }
  }

  final Heartbeat heartbeat;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Set<TinodeSession> online = new HashSet<>();

  /** A server that sends ping frames at this interval. */
  public TinodeStandIn(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
    listen();
  }

  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/v0/channels")) {
      tally.violation("upgrade", "expected path /v0/channels, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "404 page not found"));
    }
    String key =
        upgrade.parameter("apikey").isEmpty()
            ? upgrade.header("x-tinode-apikey")
            : upgrade.parameter("apikey");
    if (!key.equals(API_KEY)) {
      tally.violation("upgrade", "expected API key " + API_KEY + ", got " + key);
      return Optional.of(
          Refusal.json(
              403, "{\"ctrl\":{\"code\":403,\"text\":\"valid API key required\",\"ts\":\"\"}}"));
    }
    return Optional.empty();
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new TinodeConversation(this, wire);
  }

  /** The topic that this user calls by this name. */
  Topic topic(String userId, String name) {
    boolean group = name.startsWith("grp");
    return topics.computeIfAbsent(
        group || userId.compareTo(name) < 0 ? (group ? name : userId + name) : name + userId,
        key -> new Topic(group));
  }

  /** Sessions that are logged in. */
  Set<TinodeSession> online() {
    return online;
  }
}
