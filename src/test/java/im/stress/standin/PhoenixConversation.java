package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One session of {@link PhoenixStandIn}. */
final class PhoenixConversation implements Conversation {
  private final PhoenixStandIn server;
  private final Wire wire;
  private final Silence silence;
  private final String uid;
  private final Set<String> refs = new HashSet<>();
  private final Map<String, String> joined = new HashMap<>();
  private boolean crashed;

  PhoenixConversation(PhoenixStandIn server, Wire wire, String uid) {
    this.server = server;
    this.wire = wire;
    this.uid = uid;
    this.silence = new Silence(wire, server.heartbeat.answerMillis(), this::silent);
  }

  @Override
  public void opened() {
    server.online().add(this);
    silence.watch();
  }

  private void silent() {
    violation("expected a message within " + server.heartbeat.answerMillis() + " ms, got none");
    wire.close(1000, "");
  }

  @Override
  public void binary(byte[] frame) {
    malformed("a binary frame");
  }

  @Override
  public void text(String frame) {
    silence.heard();
    JsonNode message = Json.read(frame);
    if (!message.isArray()
        || message.size() != 5
        || !message.path(1).isTextual()
        || !message.path(2).isTextual()
        || !message.path(3).isTextual()
        || !message.path(4).isObject()) {
      malformed(frame);
      return;
    }
    if (!refs.add(message.get(1).textValue())) {
      violation("expected a ref that is new on this connection, got " + frame);
    }
    switch (message.get(3).textValue()) {
      case "heartbeat" -> heartbeat(message);
      case "phx_join" -> join(message);
      case "phx_leave" -> leave(message);
      default -> event(message);
    }
  }

  private void malformed(String frame) {
    violation("expected [join_ref, ref, topic, event, payload], got " + frame);
    wire.close(1011, "");
  }

  private void heartbeat(JsonNode message) {
    if (!message.get(2).textValue().equals("phoenix") || !message.get(0).isNull()) {
      violation("expected [null, ref, \"phoenix\", \"heartbeat\", {}], got " + message);
      reply(message, "error", Json.object("reason", "unmatched topic"));
    } else {
      server.tally.heartbeats.incrementAndGet();
      reply(message, "ok", Json.object());
    }
  }

  private void join(JsonNode message) {
    String topic = message.get(2).textValue();
    boolean own = topic.equals("inbox:" + uid);
    if (!own && !topic.matches("room:[A-Za-z0-9_-]+")) {
      violation("expected to join its own inbox or a room, got " + topic);
      String reason = topic.startsWith("inbox:") ? "unauthorized" : "unmatched topic";
      reply(message, "error", Json.object("reason", reason));
    } else if (!message.get(0).isTextual() || joined.containsKey(topic)) {
      violation("expected one join of " + topic + " with a join_ref, got " + message);
      reply(message, "error", Json.object("reason", "join crashed"));
    } else {
      accept(message, topic, own);
    }
  }

  private void accept(JsonNode message, String topic, boolean own) {
    joined.put(topic, message.get(0).textValue());
    server.topic(topic).add(this);
    if (own) {
      server.tally.logins.incrementAndGet();
    }
    reply(message, "ok", Json.object());
    say(message.get(0), null, topic, "presence_state", Json.object());
  }

  private void leave(JsonNode message) {
    String topic = message.get(2).textValue();
    joined.remove(topic);
    server.topic(topic).remove(this);
    reply(message, "ok", Json.object());
  }

  private void event(JsonNode message) {
    String topic = message.get(2).textValue();
    String joinRef = joined.get(topic);
    if (joinRef == null) {
      if (!crashed) {
        violation("expected to have joined " + topic + " before " + message.get(3));
      }
      reply(message, "error", Json.object("reason", "unmatched topic"));
    } else if (!message.get(0).asText().equals(joinRef)) {
      violation("expected join_ref " + joinRef + ", got " + message);
    } else {
      chat(message, topic);
    }
  }

  private void chat(JsonNode message, String topic) {
    JsonNode payload = message.get(4);
    String to = Json.text(payload, "to");
    boolean room = topic.startsWith("room:");
    if (!message.get(3).textValue().equals("chat")
        || !payload.path("content").isTextual()
        || (!room && !StandInUsers.known(to))) {
      violation("expected chat with content, and in an inbox with to, got " + message);
      reply(message, "error", Json.object("reason", "invalid"));
      return;
    }
    server.tally.messages.incrementAndGet();
    if (server.faults.failsThisSend()) {
      reply(message, "error", Json.object("reason", "overloaded"));
      return;
    }
    server.tally.acks.incrementAndGet();
    reply(message, "ok", Json.object());
    deliver(room ? topic : "inbox:" + to, payload.get("content"));
  }

  private void deliver(String topic, JsonNode content) {
    ObjectNode payload = Json.object("from", uid, "content", content);
    for (PhoenixConversation other : server.topic(topic)) {
      if (other.uid.equals(uid)) {
        server.tally.echoes.incrementAndGet();
        other.say(null, null, topic, "push", payload);
      } else if (!server.faults.dropsThisPush()) {
        server.tally.pushes.incrementAndGet();
        other.say(null, null, topic, "push", payload);
      }
    }
  }

  /** Ends all channels of this session by a crash; the socket outlives them. */
  void crash() {
    crashed = true;
    joined.forEach((topic, ref) -> say(ref, ref, topic, "phx_error", Json.object()));
    leaveAll();
  }

  private void leaveAll() {
    joined.keySet().forEach(topic -> server.topic(topic).remove(this));
    joined.clear();
  }

  String uid() {
    return uid;
  }

  private void reply(JsonNode message, String status, ObjectNode response) {
    ObjectNode payload = Json.object("response", response, "status", status);
    say(message.get(0), message.get(1), message.get(2).textValue(), "phx_reply", payload);
  }

  private void say(Object joinRef, Object ref, String topic, String event, ObjectNode payload) {
    ArrayNode message = Json.array(joinRef, ref, topic, event, payload);
    wire.text(message.toString());
  }

  private void violation(String what) {
    server.tally.violation(uid, what);
  }

  @Override
  public void closed() {
    server.online().remove(this);
    leaveAll();
  }
}
