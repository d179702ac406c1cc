package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One session of {@link TinodeStandIn}: who it is, and what it is told. */
final class TinodeSession {
  private final Tally tally;
  private final Wire wire;
  private String userId = "";
  private boolean inbox;

  TinodeSession(Tally tally, Wire wire) {
    this.tally = tally;
    this.wire = wire;
  }

  /** Id of the user that logged in; empty before. */
  String userId() {
    return userId;
  }

  void loggedIn(String id) {
    userId = id;
  }

  /** Whether it has joined the topic {@code me}. */
  boolean inbox() {
    return inbox;
  }

  void joinedInbox() {
    inbox = true;
  }

  /** Tells of a message; the names are those that this session's user uses. */
  void data(String topic, String from, int seq, JsonNode content) {
    ObjectNode data =
        Json.object("topic", topic, "from", from, "ts", now(), "seq", seq, "content", content);
    wire.text(Json.object("data", data).toString());
  }

  /** Tells in {@code me} what another user does. */
  void presence(String source, String what) {
    ObjectNode presence = Json.object("topic", "me", "src", source, "what", what);
    wire.text(Json.object("pres", presence).toString());
  }

  /** Tells about a topic, without data in it. */
  void meta(String topic) {
    wire.text(Json.object("meta", Json.object("topic", topic, "ts", now())).toString());
  }

  /** Tells of another user's note; seq 0 = it has none. */
  void info(String topic, String from, String what, int seq) {
    ObjectNode info = Json.object("topic", topic, "from", from, "what", what);
    if (seq > 0) {
      info.put("seq", seq);
    }
    wire.text(Json.object("info", info).toString());
  }

  /** Answers a request, and notes why it isn't as it should be. */
  void refuse(JsonNode request, int code, String text, String violation) {
    violation(violation);
    refuse(request, code, text);
  }

  /** Answers a request with an error. */
  void refuse(JsonNode request, int code, String text) {
    ctrl(request, code, text, null);
  }

  /** Answers a request, with these parameters; null = without. */
  void ctrl(JsonNode request, int code, String text, ObjectNode params) {
    ObjectNode ctrl = Json.object();
    for (String field : new String[] {"id", "topic"}) {
      if (!Json.text(request, field).isEmpty()) {
        ctrl.set(field, request.get(field));
      }
    }
    if (params != null) {
      ctrl.set("params", params);
    }
    ctrl.put("code", code).put("text", text).put("ts", now());
    wire.text(Json.object("ctrl", ctrl).toString());
  }

  /** Notes what this session's client did wrong. */
  void violation(String what) {
    tally.violation(userId.isEmpty() ? "nobody" : userId, what);
  }

  /** The time as Tinode writes it. */
  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
