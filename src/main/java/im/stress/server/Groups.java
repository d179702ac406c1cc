package im.stress.server;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who belongs to which group. A group exists from the first user on who joins it; members stay
 * members while they are offline. Thread-safe.
 */
final class Groups {
  private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

  /** Makes the user a member; does nothing when he is one. */
  void join(String group, String uid) {
    members.computeIfAbsent(group, any -> ConcurrentHashMap.newKeySet()).add(uid);
  }

  /** The ids of all members, none for a group that nobody has joined. */
  Set<String> members(String group) {
    return members.getOrDefault(group, Set.of());
  }
}
