package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One session of {@link CentrifugoStandIn}: commands in lines, and what closes it. */
final class CentrifugoConversation implements Conversation {
  /** Largest id: it is a uint32. */
  private static final long MAX_ID = 0xFFFF_FFFFL;

  private final CentrifugoStandIn server;
  private final Wire wire;
  private final Pulse pulse;
  private final CentrifugoChannels channels;
  private final String client = UUID.randomUUID().toString();
  private final Set<Long> ids = new HashSet<>();
  private final List<String> unsent = new ArrayList<>();
  private String uid = "";

  CentrifugoConversation(CentrifugoStandIn server, Wire wire) {
    this.server = server;
    this.wire = wire;
    this.pulse = new Pulse(wire, server.heartbeat, () -> say(Json.object()), this::silent);
    this.channels = new CentrifugoChannels(server, this);
  }

  private void silent() {
    long millis = server.heartbeat.answerMillis();
    disconnect(3012, "no pong", "expected {} within " + millis + " ms, got none");
  }

  @Override
  public void binary(byte[] frame) {
    disconnect(3501, "bad request", "expected a text frame, got a binary one");
  }

  @Override
  public void text(String frame) {
    for (String line : frame.split("\n", -1)) {
      if (!wire.closing() && !line.isBlank()) {
        command(Json.read(line), line);
      }
    }
  }

  private void command(JsonNode command, String line) {
    if (command.isObject() && command.isEmpty()) {
      pong();
      return;
    }
    long id = command.path("id").isIntegralNumber() ? command.get("id").longValue() : 0;
    if (id < 1 || id > MAX_ID || command.size() != 2) {
      badRequest("expected one command with an id of 1 to 4294967295, got " + line);
      return;
    }
    if (!ids.add(id)) {
      violation("expected an id that is new on this connection, got " + line);
    }
    if (command.has("connect")) {
      connect(id, command.get("connect"));
    } else if (uid.isEmpty()) {
      badRequest("expected connect first, got " + line);
    } else {
      channels.command(id, command);
    }
  }

  private void pong() {
    if (uid.isEmpty() || !pulse.answered()) {
      badRequest("expected {} only as the answer to {}, got one that was not asked for");
    } else {
      server.tally.heartbeats.incrementAndGet();
    }
  }

  private void connect(long id, JsonNode connect) {
    if (!uid.isEmpty()) {
      badRequest("expected one connect, got another");
      return;
    }
    String token = Json.text(connect, "token");
    String user = StandInUsers.claims(token).map(claims -> Json.text(claims, "sub")).orElse("");
    if (!StandInUsers.known(user)) {
      disconnect(3500, "invalid token", "expected a JWT of the tests in connect, got " + connect);
    } else if (server.faults.refusal().isPresent()) {
      error(id, 101, server.faults.refusal().get());
    } else {
      accept(id, user);
    }
  }

  private void accept(long id, String user) {
    uid = user;
    server.online().add(this);
    server.tally.logins.incrementAndGet();
    ObjectNode result = Json.object("client", client, "version", "5.4.0");
    if (server.heartbeat.intervalMillis() > 0) {
      result.put("ping", Math.max(1, server.heartbeat.intervalMillis() / 1_000)).put("pong", true);
    }
    say(Json.object("id", id, "connect", result));
    pulse.start();
  }

  /** User of this session; empty before connect. */
  String uid() {
    return uid;
  }

  /** User and connection, as other sessions are told. */
  ObjectNode info() {
    return Json.object("user", uid, "client", client);
  }

  /** Tells of something that happens in a channel. */
  void push(String channel, String kind, ObjectNode what) {
    say(Json.object("push", Json.object("channel", channel, kind, what)));
  }

  /** Refuses a command. */
  void error(long id, int code, String message) {
    say(Json.object("id", id, "error", Json.object("code", code, "message", message)));
  }

  /** Writes this with all else that is said before the server's thread is free again. */
  void say(ObjectNode reply) {
    if (unsent.isEmpty()) {
      wire.later(this::flush);
    }
    unsent.add(reply.toString());
  }

  private void flush() {
    if (!unsent.isEmpty()) {
      wire.text(String.join("\n", unsent));
      unsent.clear();
    }
  }

  void badRequest(String violation) {
    disconnect(3501, "bad request", violation);
  }

  private void disconnect(int code, String reason, String violation) {
    violation(violation);
    flush();
    wire.close(code, reason);
  }

  void violation(String what) {
    server.tally.violation(uid.isEmpty() ? "nobody" : uid, what);
  }

  void kick() {
    say(
        Json.object(
            "push",
            Json.object("disconnect", Json.object("code", 3503, "reason", "force disconnect"))));
    flush();
    wire.close(3503, "force disconnect");
  }

  @Override
  public void closed() {
    server.online().remove(this);
    channels.leaveAll();
  }
}
