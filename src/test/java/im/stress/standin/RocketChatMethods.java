package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The methods that a session of {@link RocketChatStandIn} may call. */
final class RocketChatMethods {
  private final RocketChatStandIn server;
  private final RocketChatConversation session;

  RocketChatMethods(RocketChatStandIn server, RocketChatConversation session) {
    this.server = server;
    this.session = session;
  }

  /** Does what a message of kind {@code method} asks for. */
  void call(JsonNode message) {
    String id = Json.text(message, "id");
    String method = Json.text(message, "method");
    JsonNode first = message.path("params").path(0);
    if (method.equals("login")) {
      login(id, first);
    } else if (session.uid().isEmpty()) {
      error(id, "error-invalid-user", "Invalid user", "expected login before " + method);
    } else {
      switch (method) {
        case "createDirectMessage" -> createDirectMessage(id, first);
        case "joinRoom" -> joinRoom(id, first);
        case "sendMessage" -> sendMessage(id, first);
        default ->
            error(id, 404, "Method '" + method + "' not found", "expected a method that exists");
      }
    }
  }

  private void login(String id, JsonNode credentials) {
    String uid = owner(credentials);
    if (uid.isEmpty()) {
      error(
          id,
          403,
          "User not found",
          "expected resume, or user and password as sha-256 in hex, got " + credentials);
    } else if (!session.uid().isEmpty()) {
      error(id, 400, "Already logged in", "expected one login, got another");
    } else if (server.faults.refusal().isPresent()) {
      error(id, 403, server.faults.refusal().get());
    } else {
      accept(id, uid);
    }
  }

  private void accept(String id, String uid) {
    session.loggedIn(uid);
    server.tally.logins.incrementAndGet();
    ObjectNode user =
        Json.object(
            "msg",
            "added",
            "collection",
            "users",
            "id",
            session.userId(),
            "fields",
            Json.object("username", uid));
    session.say(user);
    ObjectNode result =
        Json.object("id", session.userId(), "token", StandInUsers.tokenOf(uid), "type", "password");
    result(id, result);
  }

  private static String owner(JsonNode credentials) {
    String resume = Json.text(credentials, "resume");
    if (!resume.isEmpty()) {
      String uid = resume.replaceFirst("token-of-", "");
      return StandInUsers.known(uid) && resume.equals(StandInUsers.tokenOf(uid)) ? uid : "";
    }
    String uid = Json.text(credentials.path("user"), "username");
    JsonNode password = credentials.path("password");
    boolean good =
        Json.text(password, "algorithm").equals("sha-256")
            && Json.text(password, "digest")
                .equals(StandInUsers.sha256Hex(StandInUsers.secretOf(uid)));
    return good && StandInUsers.known(uid) ? uid : "";
  }

  private void createDirectMessage(String id, JsonNode name) {
    String other = name.asText();
    if (!StandInUsers.known(other) || other.equals(session.uid())) {
      error(id, "error-invalid-user", "Invalid user", "expected another's username, got " + name);
      return;
    }
    String otherId = StandInUsers.idOf(other);
    String room = RocketChatStandIn.directRoom(session.userId(), otherId);
    server.join(room, session.userId());
    server.join(room, otherId);
    result(id, Json.object("t", "d", "rid", room, "usernames", Json.array(session.uid(), other)));
  }

  private void joinRoom(String id, JsonNode room) {
    if (!room.isTextual() || room.textValue().matches("|usr[0-9]+usr[0-9]+")) {
      error(id, "error-not-allowed", "Not allowed", "expected a room of many, got " + room);
    } else {
      server.join(room.textValue(), session.userId());
      result(id, Json.object("rid", room));
    }
  }

  private void sendMessage(String id, JsonNode message) {
    String room = Json.text(message, "rid");
    String messageId = Json.text(message, "_id");
    if (messageId.isEmpty() || !message.path("msg").isTextual()) {
      error(id, 400, "Match failed", "expected _id, rid and msg, got " + message);
    } else if (!server.member(room, session.userId())) {
      error(id, "error-not-allowed", "Not allowed", "expected a room of its own, got " + room);
    } else if (!server.newMessage(messageId)) {
      error(id, 500, "Internal server error", "expected a new _id, got " + messageId);
    } else {
      taken(id, room, message);
    }
  }

  private void taken(String id, String room, JsonNode message) {
    server.tally.messages.incrementAndGet();
    if (server.faults.failsThisSend()) {
      error(id, 500, "Internal server error");
      return;
    }
    ObjectNode author =
        Json.object("_id", session.userId(), "username", session.uid(), "name", session.uid());
    ObjectNode sent =
        Json.object(
            "_id",
            message.get("_id"),
            "rid",
            room,
            "msg",
            message.get("msg"),
            "ts",
            Json.object("$date", System.currentTimeMillis()),
            "u",
            author);
    deliver(room, sent);
    server.tally.acks.incrementAndGet();
    result(id, sent);
  }

  private void deliver(String room, ObjectNode message) {
    for (RocketChatConversation other : server.online()) {
      boolean own = other.uid().equals(session.uid());
      if (!server.member(room, other.userId()) || (!own && server.faults.dropsThisPush())) {
        continue;
      }
      other.push(room, message, (own ? server.tally.echoes : server.tally.pushes)::incrementAndGet);
    }
  }

  private void result(String id, ObjectNode result) {
    session.say(Json.object("msg", "result", "id", id, "result", result));
    session.say(Json.object("msg", "updated", "methods", Json.array(id)));
  }

  private void error(String id, Object code, String reason, String violation) {
    session.violation(violation);
    error(id, code, reason);
  }

  private void error(String id, Object code, String reason) {
    ObjectNode error =
        Json.object(
            "isClientSafe",
            true,
            "error",
            code,
            "reason",
            reason,
            "message",
            reason + " [" + code + "]",
            "errorType",
            "Meteor.Error");
    session.say(Json.object("msg", "result", "id", id, "error", error));
    session.say(Json.object("msg", "updated", "methods", Json.array(id)));
  }
}
