package im.stress.server.chatroom;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What the chat room remembers: users, rooms, messages. As in the original, nothing checks whether
 * somebody has logged in or joined: users and rooms that nobody knows are taken for what they are
 * called. Thread-safe.
 */
public final class ChatRoom {
  private final ChatRoomLimits limits;
  private final Runnable onForgotten;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Room> rooms = new LinkedHashMap<>();

  /** The rooms of all messages, in the order in which these came. */
  private final Queue<Room> order = new ArrayDeque<>();

  private long messageBytes;

  /**
   * Nobody and nothing is there yet.
   *
   * @param onForgotten hears of each message that is forgotten to have room for others
   */
  public ChatRoom(ChatRoomLimits limits, Runnable onForgotten) {
    this.limits = limits;
    this.onForgotten = onForgotten;
  }

  private static final class Account {
    private final String password;
    private boolean online;

    Account(String password) {
      this.password = password;
    }
  }

  /** Registers somebody; false when the name is taken, or there are too many. */
  public synchronized boolean register(String name, String password) {
    return accounts.size() < limits.users()
        && accounts.putIfAbsent(name, new Account(password)) == null;
  }

  /** Whether somebody has registered with this name and password. */
  public synchronized boolean knows(String name, String password) {
    Account account = accounts.get(name);
    return account != null && account.password.equals(password);
  }

  /** Says whether a user is online; nothing happens for one whom nobody knows. */
  public synchronized void setOnline(String name, boolean online) {
    Account account = accounts.get(name);
    if (account != null) {
      account.online = online;
    }
  }

  /** Creates a room with its creator as the first member; false when it exists. */
  public synchronized boolean create(String name, String creator) {
    Room room = room(name);
    return room != null && room.create() && room.join(creator, limits.users());
  }

  /** Makes somebody a member; false when there are too many of rooms or members. */
  public synchronized boolean join(String name, String user) {
    Room room = room(name);
    return room != null && room.join(user, limits.users());
  }

  /** Saves a message to a room; false when there are too many rooms. */
  public synchronized boolean save(String name, StoredMessage message) {
    Room room = room(name);
    if (room == null) {
      return false;
    }
    room.add(message);
    order.add(room);
    messageBytes += message.bytes();
    while (messageBytes > limits.messageBytes()) {
      messageBytes -= order.remove().removeOldest().bytes();
      onForgotten.run();
    }
    return true;
  }

  /** The room with this name, null past the limit. */
  private Room room(String name) {
    Room known = rooms.get(name);
    if (known == null && rooms.size() < limits.rooms()) {
      known = new Room(name);
      rooms.put(name, known);
    }
    return known;
  }

  /** The messages of a room after a time, the oldest first; all of them after 0. */
  public synchronized List<StoredMessage> messages(String name, long since) {
    Room room = rooms.get(name);
    return room == null ? List.of() : room.after(since);
  }

  /** All rooms that were created. */
  public synchronized List<ListedRoom> rooms() {
    return rooms.values().stream().filter(Room::isCreated).map(Room::listed).toList();
  }

  /** All who have registered. */
  public synchronized List<ListedUser> users() {
    return accounts.entrySet().stream()
        .map(entry -> new ListedUser(entry.getValue().online, entry.getKey()))
        .toList();
  }
}
