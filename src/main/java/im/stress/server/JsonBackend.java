package im.stress.server;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The format {@code json} of text frames. Anybody who is logged in may write to a group, of which
 * the other members get a push.
 *
 * <pre>
 * client                                             server
 * {"type":"login","uid":"u7","token":"…"}            {"type":"login_ack","code":0}
 * {"type":"ping","seq":12}                           {"type":"pong","seq":12}
 * {"type":"chat","id":"…","to":"u8","content":"…"}   {"type":"chat_ack","id":"…","code":0}
 *                                                    {"type":"push","id":"…","from":"u7","to":"u8","content":"…"}
 * {"type":"join","group":"g1"}                       {"type":"join_ack","group":"g1","code":0}
 * {"type":"group_chat","id":"…","group":"g1","content":"…"}
 *                                                    {"type":"group_ack","id":"…","code":0}
 *                                                    {"type":"group_push","id":"…","from":"u7","group":"g1","content":"…"}
 *                                                    {"type":"kick","reason":"…"}
 * </pre>
 */
final class JsonBackend implements Backend {
  private static final int REJECTED_CODE = 401;
  private static final int FORBIDDEN_CODE = 403;
  private static final int FULL_CODE = 503;

  @Override
  public Request read(ByteBuf message) throws MalformedRequest {
    JsonMessage json = JsonMessage.read(message);
    String type = json.text("type");
    return switch (type) {
      case "login" -> new Request.Login(json.text("uid"), "");
      case "ping" ->
          new Request.Ping(
              json.has("seq") ? OptionalLong.of(json.number("seq")) : OptionalLong.empty());
      case "join" -> new Request.Join(json.text("group"));
      case "chat" ->
          new Request.Chat(json.text("id"), json.text("to"), false, json.text("content"));
      case "group_chat" ->
          new Request.Chat(json.text("id"), json.text("group"), true, json.text("content"));
      default -> new Request.Unknown("type \"" + type + "\"");
    };
  }

  @Override
  public boolean newerLoginWins() {
    return true;
  }

  @Override
  public String loginAccepted(Request.Login login) {
    return JsonMessage.write("type", "login_ack", "code", 0);
  }

  @Override
  public String loginRefused(Request.Login login, Refusal refusal) {
    int code = refusal == Refusal.FULL ? FULL_CODE : REJECTED_CODE;
    return JsonMessage.write("type", "login_ack", "code", code, "reason", refusal.words());
  }

  @Override
  public Optional<String> pong(Request.Ping ping) {
    return Optional.of(
        ping.seq().isPresent()
            ? JsonMessage.write("type", "pong", "seq", ping.seq().getAsLong())
            : JsonMessage.write("type", "pong"));
  }

  @Override
  public Optional<String> joined(Request.Join join) {
    return joinAnswer(join, 0);
  }

  @Override
  public Optional<String> joinRefused(Request.Join join) {
    return joinAnswer(join, FORBIDDEN_CODE);
  }

  private static Optional<String> joinAnswer(Request.Join join, int code) {
    return Optional.of(JsonMessage.write("type", "join_ack", "group", join.group(), "code", code));
  }

  @Override
  public Optional<String> ack(String from, Request.Chat chat) {
    String type = chat.toGroup() ? "group_ack" : "chat_ack";
    return Optional.of(JsonMessage.write("type", type, "id", chat.id(), "code", 0));
  }

  @Override
  public String push(String from, Request.Chat chat) {
    return JsonMessage.write(
        "type",
        chat.toGroup() ? "group_push" : "push",
        "id",
        chat.id(),
        "from",
        from,
        chat.toGroup() ? "group" : "to",
        chat.to(),
        "content",
        chat.content());
  }

  @Override
  public Optional<String> kick(String reason) {
    return Optional.of(JsonMessage.write("type", "kick", "reason", reason));
  }

  /** Ends in the middle of its JSON. */
  @Override
  public String garbage() {
    return "{\"type\":\"push\",\"id\":";
  }
}
