package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.standin.ChatServerForkStandIn.Dialect;
import io.netty.buffer.ByteBuf;

/** A client of {@link ChatServerForkStandIn}. */
final class ChatServerForkPeer extends TcpPeer {
  private static final int LOGIN = 1;
  private static final int LOGIN_ACK = 2;
  private static final int LOGOUT = 3;
  private static final int REGISTER = 4;
  private static final int REGISTER_ACK = 5;
  private static final int CHAT = 6;
  private static final int FRIEND = 7;
  private static final int CREATE_GROUP = 8;
  private static final int JOIN = 9;
  private static final int GROUP_CHAT = 10;

  private static final int WRONG = 1;
  private static final int ALREADY_ONLINE = 2;

  /** One value and nothing after it, as the real servers read. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ChatServerForkStandIn server;
  private final Dialect dialect;
  private boolean loggedOut;

  ChatServerForkPeer(ChatServerForkStandIn server, Dialect dialect) {
    super(server);
    this.server = server;
    this.dialect = dialect;
  }

  /** What came with one read. */
  @Override
  void packet(ByteBuf read) {
    String text = read.toString(UTF_8);
    JsonNode message = parse(text);
    if (message instanceof ObjectNode object) {
      message(object, text);
    } else {
      fatal("read: expected one JSON object, got " + text);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private void message(ObjectNode message, String text) {
    int kind = message.path(dialect.kind()).asInt();
    if (kind == LOGIN) {
      login(message);
    } else if (kind == REGISTER) {
      register(message);
    } else if (!loggedIn() || loggedOut) {
      violation("%s: expected 1 (login) first, got %s".formatted(dialect.kind(), text));
    } else if (!has(message, "id") || !message.path("id").asText().equals(uid())) {
      violation("id: expected %s, got %s".formatted(uid(), text));
    } else {
      online(kind, message, text);
    }
  }

  private static boolean has(ObjectNode message, String field) {
    return message.path(field).isIntegralNumber();
  }

  private void login(ObjectNode message) {
    String user = has(message, "id") ? message.path("id").asText() : "";
    if (loggedIn()) {
      violation("login: expected one, got another");
    } else if (user.isEmpty() || !message.path(dialect.password()).isTextual()) {
      fatal("login: expected id and %s, got %s".formatted(dialect.password(), message));
    } else if (server.faults.refusal().isPresent() || !rightPassword(user, message)) {
      refuse(WRONG, "id or password is wrong");
    } else if (server.online(user)) {
      refuse(ALREADY_ONLINE, "already online");
    } else {
      login(user);
      welcome(user);
    }
  }

  private boolean rightPassword(String user, ObjectNode message) {
    return TcpStandIn.known(user)
        && message.path(dialect.password()).asText().equals("token-of-" + user);
  }

  private void refuse(int errno, String reason) {
    ChatServerForkStandIn.send(this, answer(LOGIN_ACK).put("errno", errno).put("errmsg", reason));
  }

  private ObjectNode answer(int kind) {
    return JSON.createObjectNode().put(dialect.kind(), kind);
  }

  /** Friends and groups are texts with JSON in them, as in the real answer. */
  private void welcome(String user) {
    ObjectNode ack =
        answer(LOGIN_ACK).put("errno", 0).put("id", Long.parseLong(user)).put("name", "u" + user);
    server.takeOffline(user).forEach(kept -> ack.withArray("offlinemsg").add(kept));
    ack.withArray("friends").add("{\"id\":1000,\"name\":\"u1000\",\"state\":\"offline\"}");
    for (long group : server.groupsOf(user)) {
      ack.withArray("groups").add("{\"id\":%d,\"groupname\":\"g%1$d\"}".formatted(group));
    }
    ChatServerForkStandIn.send(this, ack);
  }

  private void register(ObjectNode message) {
    if (message.path("name").isTextual() && message.path(dialect.password()).isTextual()) {
      ChatServerForkStandIn.send(
          this, answer(REGISTER_ACK).put("errno", 0).put("id", server.register()));
    } else {
      fatal("registration: expected name and %s, got %s".formatted(dialect.password(), message));
    }
  }

  private void online(int kind, ObjectNode message, String text) {
    switch (kind) {
      case LOGOUT -> logout();
      case CHAT -> chat(message, text);
      case FRIEND -> expect(message, "friendid", text);
      case CREATE_GROUP -> server.join(server.register(), uid());
      case JOIN -> join(message, text);
      case GROUP_CHAT -> groupChat(message, text);
      default -> violation("%s: expected 1 to 10, got %s".formatted(dialect.kind(), text));
    }
  }

  private boolean expect(ObjectNode message, String field, String text) {
    boolean there = has(message, field);
    if (!there) {
      violation("%s: expected a number, got %s".formatted(field, text));
    }
    return there;
  }

  private void logout() {
    loggedOut = true;
    server.left(this);
  }

  private void chat(ObjectNode message, String text) {
    if (expect(message, dialect.recipient(), text)) {
      server.tally.messages.incrementAndGet();
      server.forward(message.path(dialect.recipient()).asText(), text);
    }
  }

  private void join(ObjectNode message, String text) {
    if (expect(message, "groupid", text)) {
      server.join(message.path("groupid").asLong(), uid());
    }
  }

  private void groupChat(ObjectNode message, String text) {
    if (expect(message, "groupid", text)) {
      server.tally.messages.incrementAndGet();
      server.members(message.path("groupid").asLong()).stream()
          .filter(member -> !member.equals(uid()))
          .forEach(member -> server.forward(member, text));
    }
  }

  @Override
  void closed() {
    super.closed();
    if (loggedIn() && !loggedOut) {
      server.disconnected(uid());
    }
  }
}
