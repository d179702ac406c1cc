package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** One session of {@link WukongImStandIn}. */
final class WukongImConversation implements Conversation {
  /** The server closes a connection that has not logged in by then. */
  private static final long LOGIN_MILLIS = 2_000;

  private static final int SUCCESS = 1;
  private static final int AUTH_FAIL = 2;
  private static final int CONNECT_KICK = 12;
  private static final int SYSTEM_ERROR = 15;
  private static final int PERSON = 1;
  private static final int GROUP = 2;

  private final WukongImStandIn server;
  private final Wire wire;
  private final Silence silence;
  private final Set<String> ids = new HashSet<>();
  private final WukongImReceipts receipts;
  private String uid = "";

  WukongImConversation(WukongImStandIn server, Wire wire) {
    this.server = server;
    this.wire = wire;
    this.receipts =
        new WukongImReceipts(wire, server.receiptMillis, server.tally.receipts, this::violation);
    this.silence =
        new Silence(
            wire,
            server.heartbeat.answerMillis(),
            () -> hangUp("expected a message in time, got none"));
  }

  @Override
  public void opened() {
    wire.after(LOGIN_MILLIS, this::checkLogin);
    silence.watch();
  }

  private void checkLogin() {
    if (uid.isEmpty()) {
      hangUp("expected connect within " + LOGIN_MILLIS + " ms, got none");
    }
  }

  private void hangUp(String violation) {
    violation(violation);
    wire.hangUp();
  }

  @Override
  public void binary(byte[] frame) {
    hangUp("expected JSON-RPC in a text frame, got a binary frame");
  }

  @Override
  public void text(String frame) {
    silence.heard();
    JsonNode message = Json.read(frame);
    String method = Json.text(message, "method");
    boolean notification = method.equals("recvack");
    if ((message.has("jsonrpc") && !Json.text(message, "jsonrpc").equals("2.0"))
        || (!method.equals("ping") && !message.path("params").isObject())) {
      hangUp("expected a method with params in JSON-RPC 2.0, got " + frame);
    } else if (notification == message.has("id") || (!notification && !freshId(message))) {
      hangUp("expected an id, new on this connection, for all but recvack, got " + frame);
    } else if (uid.isEmpty() && !method.equals("connect")) {
      hangUp("expected connect first, got " + frame);
    } else {
      call(method, Json.text(message, "id"), message.path("params"));
    }
  }

  private boolean freshId(JsonNode message) {
    String id = Json.text(message, "id");
    boolean ping = Json.text(message, "method").equals("ping");
    return !id.isEmpty() && (ids.add(id) || ping);
  }

  private void call(String method, String id, JsonNode params) {
    switch (method) {
      case "connect" -> connect(id, params);
      case "send" -> send(id, params);
      case "recvack" -> receipts.came(params);
      case "ping" -> {
        server.tally.heartbeats.incrementAndGet();
        say(server.pongsById() ? Json.object("id", id) : Json.object("method", "pong"));
      }
      default -> hangUp("expected connect, send, recvack or ping, got " + method);
    }
  }

  private void connect(String id, JsonNode params) {
    String user = Json.text(params, "uid");
    boolean form =
        uid.isEmpty()
            && !Json.text(params, "deviceId").isEmpty()
            && params.path("deviceFlag").isInt()
            && params.path("version").isInt();
    if (!form) {
      violation(
          "expected one connect with uid, token, deviceId, deviceFlag, version, got " + params);
      error(id, 1, "invalid connect");
    } else if (!StandInUsers.known(user)
        || !Json.text(params, "token").equals(StandInUsers.tokenOf(user))) {
      violation("expected the token of " + user + ", got " + params);
      refuse(id);
    } else if (server.faults.refusal().isPresent()) {
      error(id, AUTH_FAIL, server.faults.refusal().get());
    } else {
      accept(id, user);
    }
  }

  private void refuse(String id) {
    say(Json.object("id", id, "result", Json.object("reasonCode", AUTH_FAIL, "nodeId", 0)));
    wire.hangUpAfterWriting();
  }

  private void error(String id, int code, String text) {
    say(Json.object("id", id, "error", Json.object("code", code, "message", text)));
    wire.hangUpAfterWriting();
  }

  private void accept(String id, String user) {
    uid = user;
    server.sessions(uid).add(this);
    server.tally.logins.incrementAndGet();
    ObjectNode result =
        Json.object("serverKey", "", "salt", "", "timeDiff", 0, "reasonCode", SUCCESS, "nodeId", 1);
    say(Json.object("id", id, "result", result));
    ObjectNode event =
        Json.object(
            "id", "1", "type", "online", "timestamp", System.currentTimeMillis(), "data", "");
    say(Json.object("method", "event", "params", event));
  }

  private void send(String id, JsonNode params) {
    String to = Json.text(params, "channelId");
    boolean form =
        !Json.text(params, "clientMsgNo").isEmpty()
            && mayWriteTo(params.path("channelType").asInt(), to);
    if (!form || Json.base64(params.path("payload")).isEmpty()) {
      hangUp(
          "expected clientMsgNo, channel of a user or of an own group, base64 payload, got "
              + params);
      return;
    }
    server.tally.messages.incrementAndGet();
    if (server.faults.failsThisSend()) {
      sent(id, "0", 0, SYSTEM_ERROR);
      return;
    }
    String messageId = server.nextMessageId();
    boolean group = params.path("channelType").asInt() == GROUP;
    long sequence = group ? server.nextSequence(to) : server.nextSequence(uid, to);
    server.tally.acks.incrementAndGet();
    sent(id, messageId, sequence, SUCCESS);
    if (group) {
      server.members(to).forEach(member -> push(member, to, messageId, sequence, params));
    } else {
      push(to, uid, messageId, sequence, params);
      echo(to, messageId, sequence, params);
    }
  }

  private boolean mayWriteTo(int channelType, String channel) {
    return channelType == GROUP
        ? server.members(channel).contains(uid)
        : channelType == PERSON && StandInUsers.known(channel);
  }

  private void sent(String id, String messageId, long sequence, int reason) {
    ObjectNode result =
        Json.object("messageId", messageId, "messageSeq", sequence, "reasonCode", reason);
    say(Json.object("id", id, "result", result));
  }

  /** To all sessions of this user but the one that wrote it. */
  private void push(String user, String channel, String messageId, long sequence, JsonNode params) {
    for (WukongImConversation other : server.sessions(user)) {
      if (other != this && !server.faults.dropsThisPush()) {
        server.tally.pushes.incrementAndGet();
        other.receive(channel, uid, messageId, sequence, params);
      }
    }
  }

  private void echo(String to, String messageId, long sequence, JsonNode params) {
    for (WukongImConversation other : server.sessions(uid)) {
      if (other != this && !to.equals(uid)) {
        server.tally.echoes.incrementAndGet();
        other.receive(to, uid, messageId, sequence, params);
      }
    }
  }

  private void receive(
      String channel, String from, String messageId, long sequence, JsonNode sent) {
    receipts.expect(messageId, sequence);
    ObjectNode params =
        Json.object(
            "messageId",
            messageId,
            "messageSeq",
            sequence,
            "clientMsgNo",
            sent.get("clientMsgNo"),
            "timestamp",
            System.currentTimeMillis() / 1_000,
            "channelId",
            channel,
            "channelType",
            sent.get("channelType"),
            "fromUid",
            from,
            "payload",
            sent.get("payload"));
    say(Json.object("method", "recv", "params", params));
  }

  WukongImReceipts receipts() {
    return receipts;
  }

  void kick() {
    ObjectNode params = Json.object("reasonCode", CONNECT_KICK, "reason", "kicked");
    say(Json.object("method", "disconnect", "params", params));
    wire.hangUpAfterWriting();
  }

  private void say(ObjectNode message) {
    wire.text(Json.object("jsonrpc", "2.0").setAll(message).toString());
  }

  private void violation(String what) {
    server.tally.violation(uid.isEmpty() ? "nobody" : uid, what);
  }

  @Override
  public void closed() {
    server.sessions(uid).remove(this);
  }
}
