package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.standin.CentrifugoStandIn.Room;
import java.util.HashMap;
import java.util.Map;

/** What one session of {@link CentrifugoStandIn} does once it is connected. */
final class CentrifugoChannels {
  private final CentrifugoStandIn server;
  private final CentrifugoConversation session;
  private final Map<String, Room> subscribed = new HashMap<>();

  CentrifugoChannels(CentrifugoStandIn server, CentrifugoConversation session) {
    this.server = server;
    this.session = session;
  }

  /** A command of a session that is connected. */
  void command(long id, JsonNode command) {
    if (command.has("subscribe")) {
      subscribe(id, Json.text(command.get("subscribe"), "channel"));
    } else if (command.has("publish")) {
      publish(id, command.get("publish"));
    } else {
      session.badRequest("expected connect, subscribe or publish, got " + command);
    }
  }

  private void subscribe(long id, String channel) {
    if (channel.isEmpty()) {
      session.badRequest("expected a channel in subscribe");
    } else if (!named(channel)) {
      refuse(id, 102, "unknown channel", "expected inbox:UID or room:X, got " + channel);
    } else if (channel.startsWith("inbox:") && !channel.equals("inbox:" + session.uid())) {
      refuse(id, 103, "permission denied", "expected its own inbox, got " + channel);
    } else if (subscribed.containsKey(channel)) {
      refuse(id, 105, "already subscribed", "expected to subscribe once to " + channel);
    } else {
      join(id, channel);
    }
  }

  private static boolean named(String channel) {
    return channel.matches("inbox:u[0-9]+|room:[A-Za-z0-9_-]+");
  }

  private void join(long id, String channel) {
    Room room = server.channel(channel);
    subscribed.put(channel, room);
    room.subscribers.add(session);
    session.say(Json.object("id", id, "subscribe", Json.object()));
    for (CentrifugoConversation other : room.subscribers) {
      other.push(channel, "join", Json.object("info", session.info()));
    }
  }

  private void publish(long id, JsonNode publish) {
    String channel = Json.text(publish, "channel");
    if (channel.isEmpty() || !publish.hasNonNull("data")) {
      session.badRequest("expected a channel and data in publish, got " + publish);
    } else if (!named(channel)) {
      refuse(id, 102, "unknown channel", "expected inbox:UID or room:X, got " + channel);
    } else if (channel.startsWith("room:") && !subscribed.containsKey(channel)) {
      refuse(id, 103, "permission denied", "expected to have subscribed to " + channel);
    } else {
      taken(id, channel, publish.get("data"));
    }
  }

  private void taken(long id, String channel, JsonNode data) {
    server.tally.messages.incrementAndGet();
    if (server.faults.failsThisSend()) {
      session.error(id, 100, "internal server error");
      return;
    }
    deliver(channel, data);
    server.tally.acks.incrementAndGet();
    session.say(Json.object("id", id, "publish", Json.object()));
  }

  private void deliver(String channel, JsonNode data) {
    Room room = server.channel(channel);
    room.offset++;
    ObjectNode publication =
        Json.object("data", data, "info", session.info(), "offset", room.offset);
    for (CentrifugoConversation other : room.subscribers) {
      if (other.uid().equals(session.uid())) {
        server.tally.echoes.incrementAndGet();
        other.push(channel, "pub", publication);
      } else if (!server.faults.dropsThisPush()) {
        server.tally.pushes.incrementAndGet();
        other.push(channel, "pub", publication);
      }
    }
  }

  private void refuse(long id, int code, String message, String violation) {
    session.violation(violation);
    session.error(id, code, message);
  }

  /** The connection has ended. */
  void leaveAll() {
    subscribed.values().forEach(room -> room.subscribers.remove(session));
  }
}
