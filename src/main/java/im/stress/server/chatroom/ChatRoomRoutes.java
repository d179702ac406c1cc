package im.stress.server.chatroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each request of the chat room is answered: the routes of both originals, with their words.
 * Thread-safe.
 */
public final class ChatRoomRoutes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChatRoom chatRoom;
  private final MessageStore store;
  private final ErrorStyle style;
  private final Reply page = Page.reply();
  private final Map<String, Post> posts =
      Map.of(
          "/register", this::register,
          "/login", this::login,
          "/logout", this::logout,
          "/create_room", this::createRoom,
          "/join_room", this::joinRoom,
          "/send_message", this::sendMessage,
          "/messages", this::messages);
  private final Map<String, Get> gets =
      Map.of(
          "/",
          () -> page,
          "/health",
          () -> Reply.json(JSON.writeValueAsBytes(Map.of("status", "up"))),
          "/rooms",
          this::rooms,
          "/users",
          this::users);

  private interface Post {
    Reply answer(Fields body) throws IOException;
  }

  private interface Get {
    Reply answer() throws JsonProcessingException;
  }

  /** The routes of a server that tells errors in its style. */
  public ChatRoomRoutes(ChatRoom chatRoom, MessageStore store, ErrorStyle style) {
    this.chatRoom = chatRoom;
    this.store = store;
    this.style = style;
  }

  /** All paths that it knows, in order. */
  public Set<String> paths() {
    return Stream.of(gets, posts)
        .flatMap(routes -> routes.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Answers a request.
   *
   * @param path without the query
   */
  public Reply answer(String method, String path, byte[] body) {
    try {
      if (method.equals("GET") && gets.containsKey(path)) {
        return gets.get(path).answer();
      }
      if (method.equals("POST") && posts.containsKey(path)) {
        Reply reply = posts.get(path).answer(Fields.read(body));
        return reply.isError() ? style.told(reply) : reply;
      }
      return style.unknown(method, path);
    } catch (IOException e) {
      return style.told(Reply.error(Reply.BAD_REQUEST, "Invalid JSON"));
    }
  }

  private Reply register(Fields body) throws IOException {
    if (!body.have("username", "password")) {
      return missing("Missing username or password");
    }
    String name = body.text("username");
    String password = body.text("password");
    if (chatRoom.knows(name, password)) {
      return Reply.error(Reply.BAD_REQUEST, "Username already exists");
    }
    return chatRoom.register(name, password)
        ? Reply.success()
        : Reply.error(Reply.SERVER_ERROR, "Internal server error");
  }

  private Reply login(Fields body) throws IOException {
    if (!body.have("username", "password")) {
      return missing("Missing username or password");
    }
    String name = body.text("username");
    if (!chatRoom.knows(name, body.text("password"))) {
      return Reply.error(Reply.UNAUTHORIZED, "Invalid username or password");
    }
    chatRoom.setOnline(name, true);
    return Reply.json(
        JSON.writeValueAsBytes(new TreeMap<>(Map.of("status", "success", "username", name))));
  }

  private Reply logout(Fields body) throws IOException {
    if (!body.have("username")) {
      return missing("Missing username");
    }
    chatRoom.setOnline(body.text("username"), false);
    return Reply.success();
  }

  private Reply createRoom(Fields body) throws IOException {
    if (!body.have("name", "creator")) {
      return missing("Missing room name or creator");
    }
    return chatRoom.create(body.text("name"), body.text("creator"))
        ? Reply.success()
        : Reply.error(Reply.SERVER_ERROR, "Failed to create room");
  }

  private Reply joinRoom(Fields body) throws IOException {
    if (!body.have("room", "username")) {
      return missing("Missing room or username");
    }
    return chatRoom.join(body.text("room"), body.text("username"))
        ? Reply.success()
        : Reply.error(Reply.NOT_FOUND, "Room not found");
  }

  private Reply sendMessage(Fields body) throws IOException {
    if (!body.have("room", "username", "content")) {
      return missing("Missing required fields");
    }
    return store.save(body.text("room"), body.text("username"), body.text("content"))
        ? Reply.success()
        : Reply.error(Reply.SERVER_ERROR, "Failed to save message");
  }

  private Reply messages(Fields body) throws IOException {
    if (body.have("username")) {
      body.requireText("username");
    }
    if (!body.have("room", "since")) {
      return missing("Missing required fields");
    }
    return Reply.json(
        JSON.writeValueAsBytes(chatRoom.messages(body.text("room"), body.number("since"))));
  }

  private Reply rooms() throws JsonProcessingException {
    return Reply.json(JSON.writeValueAsBytes(chatRoom.rooms()));
  }

  private Reply users() throws JsonProcessingException {
    return Reply.json(JSON.writeValueAsBytes(chatRoom.users()));
  }

  private static Reply missing(String words) {
    return Reply.error(Reply.BAD_REQUEST, words);
  }
}
