package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The frames of one session of {@link TinodeStandIn}: their order, hello and login. */
final class TinodeConversation implements Conversation {
  private final TinodeStandIn server;
  private final Wire wire;
  private final Pulse pulse;
  private final TinodeSession session;
  private final TinodeChat chat;
  private final Set<String> ids = new HashSet<>();
  private boolean greeted;

  TinodeConversation(TinodeStandIn server, Wire wire) {
    this.server = server;
    this.wire = wire;
    this.pulse = new Pulse(wire, server.heartbeat, wire::ping, this::silent);
    this.session = new TinodeSession(server.tally, wire);
    this.chat = new TinodeChat(server, session);
  }

  @Override
  public void opened() {
    pulse.start();
  }

  private void silent() {
    session.violation(
        "expected a pong within " + server.heartbeat.answerMillis() + " ms, got none");
    wire.hangUp();
  }

  @Override
  public void ponged() {
    if (pulse.answered()) {
      server.tally.heartbeats.incrementAndGet();
    }
  }

  @Override
  public void binary(byte[] frame) {
    session.violation("expected a text frame, got a binary one");
  }

  @Override
  public void text(String frame) {
    JsonNode message = Json.read(frame);
    if (!message.isObject() || message.size() != 1 || !message.iterator().next().isObject()) {
      session.refuse(
          Json.object(), 400, "malformed", "expected one message in one object, got " + frame);
      return;
    }
    String kind = message.fieldNames().next();
    JsonNode body = message.get(kind);
    if (kind.equals("note")) {
      chat.note(body);
    } else if (ids.add(Json.text(body, "id")) && !Json.text(body, "id").isEmpty()) {
      request(kind, body);
    } else {
      session.refuse(
          body, 400, "malformed", "expected an id that is new in this session, got " + body);
    }
  }

  private void request(String kind, JsonNode body) {
    if (kind.equals("hi")) {
      hello(body);
    } else if (!greeted) {
      session.refuse(body, 409, "command out of sequence", "expected hi first, got " + kind);
    } else if (kind.equals("login")) {
      login(body);
    } else if (session.userId().isEmpty()) {
      session.refuse(body, 401, "authentication required", "expected login before " + kind);
    } else {
      chat.request(kind, body);
    }
  }

  private void hello(JsonNode body) {
    if (greeted) {
      session.refuse(body, 409, "command out of sequence", "expected one hi, got another");
    } else if (!Json.text(body, "ver").matches("0\\.[0-9]+(\\.[0-9]+)?")) {
      session.refuse(
          body, 505, "version not supported", "expected a version such as 0.22, got " + body);
    } else {
      greeted = true;
      session.ctrl(body, 201, "created", Json.object("build", "standin", "ver", "0.22"));
    }
  }

  private void login(JsonNode body) {
    if (!session.userId().isEmpty()) {
      session.refuse(body, 409, "already authenticated", "expected one login, got another");
      return;
    }
    String uid = owner(body);
    if (uid.isEmpty()) {
      session.refuse(
          body,
          401,
          "authentication failed",
          "expected padded base64 of user:password (basic) or of a token, got " + body);
    } else if (server.faults.refusal().isPresent()) {
      session.refuse(body, 401, server.faults.refusal().get());
    } else {
      accept(body, uid);
    }
  }

  private void accept(JsonNode body, String uid) {
    session.loggedIn(StandInUsers.idOf(uid));
    server.online().add(session);
    server.tally.logins.incrementAndGet();
    session.ctrl(
        body,
        200,
        "ok",
        Json.object(
            "authlvl", "auth",
            "expires", TinodeSession.now(),
            "token", StandInUsers.tokenOf(uid),
            "user", session.userId()));
  }

  private static String owner(JsonNode body) {
    String secret = Json.base64(body.path("secret")).map(it -> new String(it, UTF_8)).orElse("");
    String uid =
        switch (Json.text(body, "scheme")) {
          case "basic" -> secret.replaceFirst(":.*", "");
          case "token" -> secret.replaceFirst("token-of-", "");
          default -> "";
        };
    boolean basic = secret.equals(uid + ":" + StandInUsers.secretOf(uid));
    boolean good = basic || secret.equals(StandInUsers.tokenOf(uid));
    return good && StandInUsers.known(uid) ? uid : "";
  }

  @Override
  public void closed() {
    server.online().remove(session);
    chat.leaveAll();
  }
}
