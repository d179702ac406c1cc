package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One session of {@link OpenImStandIn}. */
final class OpenImConversation implements Conversation {
  private static final int SEND = 1003;
  private static final int PUSH = 2001;
  private static final int KICK = 2002;
  private static final int WEB = 5;
  private static final int ARGUMENTS = 1001;
  private static final int INTERNAL = 500;

  private final OpenImStandIn server;
  private final Wire wire;
  private final Upgrade upgrade;
  private final String uid;
  private final int platform;
  private final Pulse pulse;
  private final Silence silence;
  private final Set<String> increments = new HashSet<>();

  OpenImConversation(OpenImStandIn server, Wire wire, Upgrade upgrade) {
    this.server = server;
    this.wire = wire;
    this.upgrade = upgrade;
    this.uid = upgrade.parameter("sendID");
    this.platform = upgrade.parameter("platformID").equals("5") ? WEB : 0;
    this.pulse = new Pulse(wire, server.heartbeat, wire::ping, this::silent);
    this.silence = new Silence(wire, server.heartbeat.answerMillis(), this::silent);
  }

  private void silent() {
    hangUp("expected a frame within " + server.heartbeat.answerMillis() + " ms, got none");
  }

  private void hangUp(String violation) {
    server.tally.violation(uid, violation);
    wire.hangUp();
  }

  @Override
  public void opened() {
    if (OpenImStandIn.answersByFrame(upgrade)) {
      Optional<ObjectNode> error = server.error(upgrade);
      wire.text(error.orElse(Json.object("errCode", 0, "errMsg", "", "errDlt", "")).toString());
      if (error.isPresent()) {
        wire.hangUpAfterWriting();
        return;
      }
    }
    server.sessions(uid).add(this);
    server.tally.logins.incrementAndGet();
    silence.watch();
    if (platform == WEB) {
      pulse.start();
    }
    notifyOfNothing();
  }

  private void notifyOfNothing() {
    OpenImMessage message = new OpenImMessage(uid, uid, "", "n", 1, 4, 200, 1701, "{}");
    say(PUSH, "", "notify", 0, "", message.notification("n", 1));
  }

  @Override
  public void pinged() {
    silence.heard();
    server.tally.heartbeats.incrementAndGet();
  }

  @Override
  public void ponged() {
    silence.heard();
    if (pulse.answered()) {
      server.tally.heartbeats.incrementAndGet();
    }
  }

  @Override
  public void text(String frame) {
    silence.heard();
    JsonNode message = Json.read(frame);
    switch (Json.text(message, "type")) {
      case "ping" -> {
        server.tally.heartbeats.incrementAndGet();
        wire.text(((ObjectNode) message).put("type", "pong").toString());
      }
      case "pong" -> {}
      default -> hangUp("expected a text frame of type ping or pong, got " + frame);
    }
  }

  @Override
  public void binary(byte[] frame) {
    silence.heard();
    String text = new String(frame, UTF_8);
    JsonNode request = Json.read(text);
    boolean complete =
        request.path("reqIdentifier").isInt()
            && !Json.text(request, "operationID").isEmpty()
            && !Json.text(request, "msgIncr").isEmpty();
    if (!complete || !Json.text(request, "sendID").equals(uid)) {
      hangUp("expected reqIdentifier, own sendID, operationID and msgIncr (texts), got " + text);
    } else if (!increments.add(Json.text(request, "msgIncr"))) {
      hangUp("expected a msgIncr that is new on this connection, got " + text);
    } else if (request.get("reqIdentifier").intValue() != SEND) {
      hangUp("expected reqIdentifier 1003, got " + text);
    } else {
      send(request);
    }
  }

  private void send(JsonNode request) {
    Optional<OpenImMessage> message = message(request);
    if (message.isEmpty()) {
      server.tally.violation(
          uid, "expected MsgData of a text to a user or an own group, got " + request);
      refuse(request, ARGUMENTS, "ArgsError");
      return;
    }
    server.tally.messages.incrementAndGet();
    if (server.faults.failsThisSend()) {
      refuse(request, INTERNAL, "ServerInternalError");
    } else {
      taken(request, message.get());
    }
  }

  private Optional<OpenImMessage> message(JsonNode request) {
    try {
      OpenImMessage message =
          OpenImMessage.read(Json.base64(request.path("data")).orElse(new byte[0]));
      boolean good =
          message.sendId().equals(uid)
              && addressed(message)
              && !message.clientMsgId().isEmpty()
              && Integer.toString(message.platform()).equals(upgrade.parameter("platformID"))
              && message.msgFrom() == 100
              && message.contentType() == 101
              && Json.read(message.content()).path("content").isTextual();
      return good ? Optional.of(message) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean addressed(OpenImMessage message) {
    return message.sessionType() == OpenImMessage.GROUP
        ? message.recvId().isEmpty() && server.members(message.groupId()).contains(uid)
        : message.sessionType() == 1
            && message.groupId().isEmpty()
            && StandInUsers.known(message.recvId());
  }

  private void taken(JsonNode request, OpenImMessage message) {
    String serverMsgId = UUID.randomUUID().toString().replace("-", "");
    server.tally.acks.incrementAndGet();
    answer(request, 0, "", message.sent(serverMsgId));
    byte[] push = message.pushMessages(serverMsgId, server.nextSequence(message.conversation()));
    String operation = Json.text(request, "operationID");
    if (message.sessionType() == OpenImMessage.GROUP) {
      server.members(message.groupId()).forEach(member -> push(member, operation, push));
    } else {
      push(message.recvId(), operation, push);
    }
    for (OpenImConversation own : server.sessions(uid)) {
      server.tally.echoes.incrementAndGet();
      own.say(PUSH, "", operation, 0, "", push);
    }
  }

  private void push(String user, String operation, byte[] push) {
    for (OpenImConversation other : server.sessions(user)) {
      if (!user.equals(uid) && !server.faults.dropsThisPush()) {
        server.tally.pushes.incrementAndGet();
        other.say(PUSH, "", operation, 0, "", push);
      }
    }
  }

  private void refuse(JsonNode request, int code, String text) {
    answer(request, code, text, null);
  }

  private void answer(JsonNode request, int code, String text, byte[] data) {
    String operation = Json.text(request, "operationID");
    say(SEND, Json.text(request, "msgIncr"), operation, code, text, data);
  }

  private void say(
      int kind, String increment, String operation, int code, String text, byte[] data) {
    ObjectNode response =
        Json.object(
            "reqIdentifier", kind,
            "msgIncr", increment,
            "operationID", operation,
            "errCode", code,
            "errMsg", text,
            "data", data);
    wire.binary(response.toString().getBytes(UTF_8));
  }

  void kick() {
    say(KICK, "", "", 0, "", null);
    wire.hangUpAfterWriting();
  }

  @Override
  public void closed() {
    server.sessions(uid).remove(this);
  }
}
