package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One session of {@link MattermostStandIn}: the numbers of its actions, and events. */
final class MattermostConversation implements Conversation {
  private final MattermostStandIn server;
  private final Wire wire;
  private long lastSeq;
  private long events;
  private String uid = "";

  MattermostConversation(MattermostStandIn server, Wire wire) {
    this.server = server;
    this.wire = wire;
  }

  /** Who is logged in here; empty before. */
  String uid() {
    return uid;
  }

  @Override
  public void binary(byte[] frame) {
    violation("expected a text frame, got a binary one");
  }

  @Override
  public void text(String frame) {
    JsonNode action = Json.read(frame);
    long seq = action.path("seq").asLong();
    if (seq != lastSeq + 1) {
      violation("expected seq %d, got %s".formatted(lastSeq + 1, frame));
    }
    lastSeq = seq;
    switch (Json.text(action, "action")) {
      case "authentication_challenge" -> authenticate(seq, action.path("data"));
      case "ping" -> pong(seq);
      default -> violation("expected an action of a client, got " + frame);
    }
  }

  private void authenticate(long seq, JsonNode data) {
    String owner = MattermostStandIn.owner(Json.text(data, "token"));
    String refusal = server.faults.refusal().orElse(owner.isEmpty() ? "no such token" : "");
    if (!refusal.isEmpty()) {
      ObjectNode error = Json.object("id", "api.error", "message", refusal);
      say(Json.object("status", "FAIL", "error", error, "seq_reply", seq));
      return;
    }
    uid = owner;
    server.tally.logins.incrementAndGet();
    server.online().add(this);
    say(event("hello", Json.object("server_version", "9.5.0")));
    say(Json.object("status", "OK", "seq_reply", seq));
  }

  private void pong(long seq) {
    if (uid.isEmpty()) {
      violation("expected authentication first, got ping");
    }
    server.tally.heartbeats.incrementAndGet();
    ObjectNode data = Json.object("text", "pong", "version", "9.5.0", "node_id", "");
    say(Json.object("status", "OK", "data", data, "seq_reply", seq));
  }

  /** Somebody has posted into a channel of this user. */
  void posted(ObjectNode post) {
    say(event("posted", Json.object("channel_type", "D", "post", post.toString())));
  }

  private ObjectNode event(String name, ObjectNode data) {
    return Json.object("event", name, "data", data, "broadcast", Json.object(), "seq", events++);
  }

  private void say(ObjectNode message) {
    wire.text(message.toString());
  }

  private void violation(String what) {
    server.tally.violation(uid.isEmpty() ? "nobody" : uid, what);
  }

  @Override
  public void closed() {
    server.online().remove(this);
  }
}
