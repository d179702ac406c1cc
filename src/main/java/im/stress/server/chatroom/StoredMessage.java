package im.stress.server.chatroom;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A message of a room, as a listing has it.
 *
 * @param content what its sender wrote
 * @param timestamp the server's time of it, in milliseconds since 1970
 * @param username who wrote it; nobody checks that
 */
public record StoredMessage(String content, long timestamp, String username) {
  /** About what the objects of a message take besides its characters (64-bit JVM). */
  private static final int OBJECT_BYTES = 150;

  /** About what it takes in memory. */
  @JsonIgnore
  int bytes() {
    return OBJECT_BYTES + content.length() + username.length();
  }
}
