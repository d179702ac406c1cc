package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The format {@code chat-server}: JSON objects on TCP, as a family of C++ chat servers has them,
 * with the message numbers of its variant without a logout. Ids of users and groups are numbers.
 * Messages are passed on as they came; nothing is acknowledged, and there are no heartbeats. The
 * group of message 8 is created by its first member; messages 6 (add a friend) and 7 (create a
 * group) are taken and change nothing.
 *
 * <pre>
 * client                                                   server
 * {"msgid":3,"name":"…","password":"…"}                    {"msgid":4,"errno":0,"id":1001}
 * {"msgid":1,"id":1001,"password":"…"}                     {"msgid":2,"errno":0,"id":1001,"name":"1001"}
 * {"msgid":5,"id":1001,"from":1001,"to":1002,"msg":"…"}    the same, to user 1002
 * {"msgid":8,"id":1001,"groupid":1}
 * {"msgid":9,"id":1001,"groupid":1,"msg":"…"}              the same, to the other members
 * </pre>
 *
 * <p>A login is refused with {@code errno} 1 (wrong id or password, and all other reasons) or 2
 * (already online), a registration with 1 (the name is taken).
 */
final class ChatServerBackend implements Backend {
  private static final int LOGIN = 1;
  private static final int LOGIN_ANSWER = 2;
  private static final int REGISTER = 3;
  private static final int REGISTER_ANSWER = 4;
  private static final int CHAT = 5;
  private static final int ADD_FRIEND = 6;
  private static final int CREATE_GROUP = 7;
  private static final int JOIN_GROUP = 8;
  private static final int GROUP_CHAT = 9;

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int ALREADY_ONLINE = 2;

  @Override
  public Request read(ByteBuf message) throws MalformedRequest {
    JsonMessage json = JsonMessage.read(message);
    long msgid = json.number("msgid");
    if (msgid != (int) msgid) {
      return new Request.Unknown("msgid " + msgid);
    }
    return switch ((int) msgid) {
      case LOGIN -> new Request.Login(id(json, "id"), json.text("password"));
      case REGISTER -> new Request.Register(json.text("name"), json.text("password"));
      case CHAT -> chat(json, id(json, "to"), false, message);
      case ADD_FRIEND, CREATE_GROUP -> new Request.Nothing();
      case JOIN_GROUP -> new Request.Join(id(json, "groupid"));
      case GROUP_CHAT -> chat(json, id(json, "groupid"), true, message);
      default -> new Request.Unknown("msgid " + msgid);
    };
  }

  private static String id(JsonMessage json, String name) throws MalformedRequest {
    return Long.toString(json.number(name));
  }

  private static Request chat(JsonMessage json, String to, boolean toGroup, ByteBuf message)
      throws MalformedRequest {
    json.text("msg");
    return new Request.Chat("", to, toGroup, message.toString(UTF_8));
  }

  @Override
  public boolean newerLoginWins() {
    return false;
  }

  @Override
  public String loginAccepted(Request.Login login) {
    long id = Long.parseLong(login.uid());
    return JsonMessage.write("msgid", LOGIN_ANSWER, "errno", OK, "id", id, "name", login.uid());
  }

  @Override
  public String loginRefused(Request.Login login, Refusal refusal) {
    return JsonMessage.write(
        "msgid",
        LOGIN_ANSWER,
        "errno",
        refusal == Refusal.ALREADY_ONLINE ? ALREADY_ONLINE : FAILED,
        "id",
        Long.parseLong(login.uid()),
        "errmsg",
        refusal.words());
  }

  @Override
  public Optional<String> registered(OptionalLong id) {
    return Optional.of(
        id.isPresent()
            ? JsonMessage.write("msgid", REGISTER_ANSWER, "errno", OK, "id", id.getAsLong())
            : JsonMessage.write("msgid", REGISTER_ANSWER, "errno", FAILED));
  }

  @Override
  public String push(String from, Request.Chat chat) {
    return chat.content();
  }

  /** Has a begin and an end, so that what comes after it can be read. */
  @Override
  public String garbage() {
    return "{\"msgid\":5,\"id\":}";
  }
}
