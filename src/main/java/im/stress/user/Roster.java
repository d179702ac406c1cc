package im.stress.user;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** The users of a process by their index: who may come, and who is online. Safe on any thread. */
final class Roster {
  private static final int ONLINE = 1;

  private final int first;
  private final AtomicIntegerArray states;

  /** Nobody is online yet. */
  Roster(int first, int count) {
    this.first = first;
    this.states = new AtomicIntegerArray(count);
  }

  /** Index of the first user. */
  int first() {
    return first;
  }

  /** How many users may come. */
  int count() {
    return states.length();
  }

  /** Whether the user with this index is of this process, come yet or not. */
  boolean includes(int index) {
    return index >= first && index - first < states.length();
  }

  /** Whether others may write to this user. */
  boolean isOnline(int index) {
    return includes(index) && states.get(index - first) == ONLINE;
  }

  /** A user of this process has come online, or is so no more. */
  void mark(int index, boolean online) {
    states.set(index - first, online ? ONLINE : 0);
  }
}
