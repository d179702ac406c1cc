package im.stress.server;

import im.stress.config.ServerSettings.Architecture;
import im.stress.server.chatroom.ChatRoom;
import im.stress.server.chatroom.ChatRoomLimits;
import im.stress.server.chatroom.ChatRoomRoutes;
import im.stress.server.chatroom.ErrorStyle;
import im.stress.server.chatroom.MessageStore;
import im.stress.server.chatroom.Reply;
import im.stress.server.chatroom.StoredMessage;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP chat room with its faults and counts, whatever serves its connections. Thread-safe; the
 * faults of the chat room strike in the order in which its requests come.
 */
final class HttpService implements MessageStore {
  /** Where there are fewer users: users may make several. */
  private static final int LEAST_MAX_ROOMS = 10_000;

  /** Of all messages: some 100,000 of usual length, and a quarter of the smallest heap. */
  private static final long MAX_MESSAGE_BYTES = 32L << 20;

  private static final String OTHER = "other";

  private final ServerContext server;
  private final HttpCounts counts;
  private final Chance chance;
  private final ChatRoom chatRoom;
  private final ChatRoomRoutes routes;
  private final Set<String> paths;

  /** A chat room in which nobody is yet. */
  HttpService(ServerContext server) {
    this.server = server;
    this.counts = server.counts().http;
    this.chance = new Chance(server.faults(), server.settings().seed(), "chat room");
    int users = server.settings().limits().maxUsers();
    ChatRoomLimits limits = new ChatRoomLimits(users, maxRooms(users), MAX_MESSAGE_BYTES);
    this.chatRoom = new ChatRoom(limits, counts.messagesForgotten::increment);
    this.routes = new ChatRoomRoutes(chatRoom, this, styleOf(server));
    this.paths = routes.paths();
  }

  /** Each user of the preset {@code chat-room} has a room of its own. */
  static int maxRooms(int maxUsers) {
    return Math.max(LEAST_MAX_ROOMS, maxUsers);
  }

  private static ErrorStyle styleOf(ServerContext server) {
    return server.settings().http().architecture() == Architecture.EVENTS
        ? ErrorStyle.IN_BODY
        : ErrorStyle.BY_STATUS;
  }

  /** What all ports share. */
  ServerContext server() {
    return server;
  }

  /** Its counts. */
  HttpCounts counts() {
    return counts;
  }

  /** Answers a request, which is counted here; {@code uri} with its query. */
  Reply answer(String method, String uri, byte[] body) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    counts.requested(paths.contains(path) ? path : OTHER);
    Reply reply = orFault(method, path, body);
    if (reply.isError()) {
      counts.errors.increment();
    }
    return reply;
  }

  /** The answer to something that can't be read. */
  Reply malformed() {
    counts.requested(OTHER);
    counts.errors.increment();
    return Reply.error(400, "Bad Request");
  }

  private Reply orFault(String method, String path, byte[] body) {
    if (strikes(Fault.ERROR_STATUS)) {
      return fault(500);
    }
    return strikes(Fault.ERROR_BODY) ? fault(200) : routes.answer(method, path, body);
  }

  private Reply fault(int status) {
    counts.errorsByFault.increment();
    return Reply.error(status, "Internal server error");
  }

  @Override
  public boolean save(String room, String username, String content) {
    if (strikes(Fault.DROP_PUSH)) {
      counts.messagesDropped.increment();
      return true;
    }
    long timestamp = System.currentTimeMillis() - lateMillis();
    boolean saved = chatRoom.save(room, new StoredMessage(content, timestamp, username));
    if (saved) {
      counts.messagesSaved.increment();
    }
    return saved;
  }

  private boolean strikes(Fault fault) {
    synchronized (chance) {
      return chance.strikes(fault);
    }
  }

  private long lateMillis() {
    long most = TimeUnit.NANOSECONDS.toMillis(server.faults().nanos(Fault.LATE_SAVE));
    synchronized (chance) {
      return most == 0 ? 0 : chance.below((int) Math.min(most, Integer.MAX_VALUE - 1) + 1);
    }
  }
}
