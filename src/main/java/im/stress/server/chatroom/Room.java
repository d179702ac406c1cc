package im.stress.server.chatroom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One room: its members, and its messages by their time. Not thread-safe. */
final class Room {
  private final String name;
  private final Set<String> members = new LinkedHashSet<>();
  private final Deque<StoredMessage> messages = new ArrayDeque<>();
  private boolean created;

  /** A room that somebody named and nobody has created. */
  Room(String name) {
    this.name = name;
  }

  /** Creates it; false when it was created before. */
  boolean create() {
    boolean isNew = !created;
    created = true;
    return isNew;
  }

  /** Whether it is listed. */
  boolean isCreated() {
    return created;
  }

  /** Makes somebody a member; false when it has as many as the limit, and this is another one. */
  boolean join(String user, int limit) {
    return members.contains(user) || (members.size() < limit && members.add(user));
  }

  /** It with its members up to now. */
  ListedRoom listed() {
    return new ListedRoom(List.copyOf(members), name);
  }

  /** Adds a message behind those that are not younger. */
  void add(StoredMessage message) {
    Deque<StoredMessage> younger = new ArrayDeque<>(0);
    while (!messages.isEmpty() && messages.getLast().timestamp() > message.timestamp()) {
      younger.push(messages.removeLast());
    }
    messages.addLast(message);
    younger.forEach(messages::addLast);
  }

  /** Takes out the oldest message. */
  StoredMessage removeOldest() {
    return messages.removeFirst();
  }

  /** Its messages after a time, the oldest first; all of them after 0 or less. */
  List<StoredMessage> after(long timestamp) {
    List<StoredMessage> found = new ArrayList<>();
    Iterator<StoredMessage> youngestFirst = messages.descendingIterator();
    while (youngestFirst.hasNext()) {
      StoredMessage message = youngestFirst.next();
      if (timestamp > 0 && message.timestamp() <= timestamp) {
        break;
      }
      found.add(message);
    }
    Collections.reverse(found);
    return found;
  }
}
