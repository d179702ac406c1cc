package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.standin.TinodeStandIn.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one session of {@link TinodeStandIn} does once it is logged in: topics and messages. */
final class TinodeChat {
  private final TinodeStandIn server;
  private final TinodeSession session;
  private final Map<String, Topic> joined = new HashMap<>();
  private final Set<String> receipts = new HashSet<>();

  TinodeChat(TinodeStandIn server, TinodeSession session) {
    this.server = server;
    this.session = session;
  }

  /** A request of a session that is logged in. */
  void request(String kind, JsonNode body) {
    switch (kind) {
      case "sub" -> subscribe(body, Json.text(body, "topic"));
      case "pub" -> publish(body, Json.text(body, "topic"));
      case "leave" -> leave(body, Json.text(body, "topic"));
      default ->
          session.refuse(body, 400, "malformed", "expected sub, pub, leave or note, got " + kind);
    }
  }

  private void subscribe(JsonNode body, String name) {
    if (name.equals("me")) {
      session.joinedInbox();
      session.ctrl(body, 200, "ok", null);
      session.meta(name);
    } else if (name.equals(session.userId()) || !name.matches("usr[0-9]+|grp[A-Za-z0-9_-]+")) {
      session.refuse(
          body, 404, "topic not found", "expected me, another user's id or grp…, got " + name);
    } else if (joined.containsKey(name)) {
      session.refuse(body, 304, "already subscribed", "expected to join " + name + " once");
    } else {
      join(body, name);
    }
  }

  private void join(JsonNode body, String name) {
    Topic topic = server.topic(session.userId(), name);
    joined.put(name, topic);
    topic.joined.add(session);
    session.ctrl(
        body, 200, "ok", Json.object("acs", Json.object("want", "JRWPA", "given", "JRWPA")));
    for (TinodeSession other : server.online()) {
      if (other.inbox() && other.userId().equals(name)) {
        other.presence(session.userId(), "on");
      }
    }
  }

  private void leave(JsonNode body, String name) {
    Topic topic = joined.remove(name);
    if (topic == null) {
      session.refuse(body, 304, "not joined", "expected to leave a joined topic, got " + name);
    } else {
      topic.joined.remove(session);
      session.ctrl(body, 200, "ok", null);
    }
  }

  private void publish(JsonNode body, String name) {
    Topic topic = joined.get(name);
    if (topic == null) {
      session.refuse(
          body, 409, "must attach first", "expected to have joined " + name + " before pub");
    } else if (!body.hasNonNull("content")) {
      session.refuse(body, 400, "malformed", "expected a content, got " + body);
    } else {
      taken(topic, body, name);
    }
  }

  private void taken(Topic topic, JsonNode body, String name) {
    server.tally.messages.incrementAndGet();
    if (server.faults.failsThisSend()) {
      session.refuse(body, 500, "internal error");
      return;
    }
    topic.seq++;
    server.tally.acks.incrementAndGet();
    session.ctrl(body, 202, "accepted", Json.object("seq", topic.seq));
    deliver(topic, body, name);
    for (TinodeSession other : server.online()) {
      if (other.inbox() && other.userId().equals(name) && !topic.joined.contains(other)) {
        other.presence(session.userId(), "msg");
      }
    }
  }

  private void deliver(Topic topic, JsonNode body, String name) {
    String me = session.userId();
    for (TinodeSession other : topic.joined) {
      if (other.userId().equals(me)) {
        if (other != session || !body.path("noecho").booleanValue()) {
          server.tally.echoes.incrementAndGet();
          other.data(name, me, topic.seq, body.get("content"));
        }
      } else if (!server.faults.dropsThisPush()) {
        server.tally.pushes.incrementAndGet();
        other.data(topic.group ? name : me, me, topic.seq, body.get("content"));
      }
    }
  }

  /** A note, which is never answered. */
  void note(JsonNode body) {
    String name = Json.text(body, "topic");
    String what = Json.text(body, "what");
    int seq = body.path("seq").isInt() ? body.path("seq").intValue() : 0;
    Topic topic = joined.get(name);
    boolean typing = what.equals("kp") && !body.has("seq");
    boolean receipt = Set.of("recv", "read").contains(what) && seq > 0;
    if (topic == null || body.has("id") || !(typing || receipt) || seq > topic.seq) {
      session.violation(
          "expected kp, or recv or read with a seq of a joined topic, and no id, got " + body);
      return;
    }
    if (receipt && receipts.add(name + what + seq)) {
      server.tally.receipts.incrementAndGet();
    }
    for (TinodeSession other : topic.joined) {
      if (other != session) {
        other.info(topic.group ? name : session.userId(), session.userId(), what, seq);
      }
    }
  }

  /** The connection has ended. */
  void leaveAll() {
    joined.values().forEach(topic -> topic.joined.remove(session));
  }
}
