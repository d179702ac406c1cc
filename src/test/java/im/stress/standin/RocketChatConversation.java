package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One session of {@link RocketChatStandIn}: the messages of DDP, their order, subscriptions. */
final class RocketChatConversation implements Conversation {
  private static final String ALL_ROOMS = "__my_messages__";

  private final RocketChatStandIn server;
  private final Wire wire;
  private final Pulse pulse;
  private final RocketChatMethods methods;
  private final Set<String> ids = new HashSet<>();
  private final List<String> events = new ArrayList<>();
  private boolean connected;
  private String uid = "";

  RocketChatConversation(RocketChatStandIn server, Wire wire) {
    this.server = server;
    this.wire = wire;
    this.pulse =
        new Pulse(wire, server.heartbeat, () -> say(Json.object("msg", "ping")), this::silent);
    this.methods = new RocketChatMethods(server, this);
  }

  @Override
  public void opened() {
    say(Json.object("server_id", "0"));
  }

  private void silent() {
    violation("expected a pong within " + server.heartbeat.answerMillis() + " ms, got none");
    wire.close(1000, "");
  }

  @Override
  public void binary(byte[] frame) {
    violation("expected a text frame, got a binary one");
  }

  @Override
  public void text(String frame) {
    JsonNode message = Json.read(frame);
    String kind = Json.text(message, "msg");
    if (kind.equals("connect")) {
      connect(message);
    } else if (!connected) {
      error("Must connect first", message, "expected connect first, got " + frame);
    } else if (kind.equals("ping") || kind.equals("pong")) {
      heartbeat(kind, message);
    } else if (ids.add(Json.text(message, "id")) && !Json.text(message, "id").isEmpty()) {
      request(kind, message);
    } else {
      error("Bad request", message, "expected an id that is new here, got " + frame);
    }
  }

  private void error(String reason, JsonNode message, String violation) {
    violation(violation);
    say(Json.object("msg", "error", "reason", reason, "offendingMessage", message));
  }

  private void connect(JsonNode message) {
    boolean supported = message.path("support").toString().contains("\"1\"");
    if (connected) {
      error("Already connected", message, "expected one connect, got another");
    } else if (!Json.text(message, "version").equals("1") || !supported) {
      violation("expected version 1 and support of 1, got " + message);
      say(Json.object("msg", "failed", "version", "1"));
      wire.close(1000, "");
    } else {
      connected = true;
      say(Json.object("msg", "connected", "session", UUID.randomUUID().toString()));
      pulse.start();
    }
  }

  private void heartbeat(String kind, JsonNode message) {
    if (kind.equals("ping")) {
      ObjectNode pong = Json.object("msg", "pong");
      if (message.has("id")) {
        pong.set("id", message.get("id"));
      }
      server.tally.heartbeats.incrementAndGet();
      say(pong);
    } else if (pulse.answered()) {
      server.tally.heartbeats.incrementAndGet();
    } else {
      violation("expected pong only as the answer to ping, got one that was not asked for");
    }
  }

  private void request(String kind, JsonNode message) {
    switch (kind) {
      case "sub" -> subscribe(message);
      case "method" -> methods.call(message);
      default ->
          error("Bad request", message, "expected connect, sub, method or pong, got " + message);
    }
  }

  private void subscribe(JsonNode message) {
    String id = Json.text(message, "id");
    JsonNode params = message.path("params");
    String event = params.path(0).asText();
    boolean known = Json.text(message, "name").equals("stream-room-messages") && params.isArray();
    boolean allowed = event.equals(ALL_ROOMS) || server.member(event, userId());
    if (uid.isEmpty() || !known || !allowed || !params.path(1).isBoolean()) {
      violation("expected stream-room-messages of an own room, and false, got " + message);
      ObjectNode error =
          Json.object(
              "isClientSafe",
              true,
              "error",
              "not-allowed",
              "reason",
              "Not allowed",
              "message",
              "Not allowed [not-allowed]",
              "errorType",
              "Meteor.Error");
      say(Json.object("msg", "nosub", "id", id, "error", error));
    } else {
      events.add(event);
      say(Json.object("msg", "ready", "subs", Json.array(id)));
    }
  }

  /** Tells each subscription that has this room, and counts each time. */
  void push(String room, ObjectNode message, Runnable count) {
    for (String event : events) {
      if (event.equals(room) || event.equals(ALL_ROOMS)) {
        count.run();
        ObjectNode fields = Json.object("eventName", event, "args", Json.array(message));
        say(
            Json.object(
                "msg",
                "changed",
                "collection",
                "stream-room-messages",
                "id",
                "id",
                "fields",
                fields));
      }
    }
  }

  void loggedIn(String user) {
    uid = user;
    server.online().add(this);
  }

  /** Username of this session; empty before login. */
  String uid() {
    return uid;
  }

  /** Id of this session's user; empty before login. */
  String userId() {
    return uid.isEmpty() ? "" : StandInUsers.idOf(uid);
  }

  void say(ObjectNode message) {
    wire.text(message.toString());
  }

  void violation(String what) {
    server.tally.violation(uid.isEmpty() ? "nobody" : uid, what);
  }

  @Override
  public void closed() {
    server.online().remove(this);
  }
}
