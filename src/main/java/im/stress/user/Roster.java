package im.stress.user;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The users of a process by their index: who may come, who is of which population of the
 * simulation, and who is online. Safe on any thread.
 */
final class Roster {
  private static final int ONLINE = 1;

  private final int first;

  /** Of each user: twice the number of its population, and 1 more while it is online. */
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
    return includes(index) && (states.get(index - first) & ONLINE) != 0;
  }

  /** A user of this process comes, of the population with this number. */
  void comes(int index, int population) {
    states.set(index - first, population << 1);
  }

  /** The number of a user's population; 0 = the first one, or the user isn't of this process. */
  int population(int index) {
    return includes(index) ? states.get(index - first) >> 1 : 0;
  }

  /** A user of this process has come online, or is so no more; on its event loop. */
  void mark(int index, boolean online) {
    int offline = states.get(index - first) & ~ONLINE;
    states.set(index - first, online ? offline | ONLINE : offline);
  }
}
