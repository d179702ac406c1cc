package im.stress.server.chatroom;

/** Where messages go that are sent to a room. */
public interface MessageStore {
  /** Takes a message; whether its sender is told that it was saved. Any thread. */
  boolean save(String room, String username, String content);
}
