package im.stress.config;

import java.util.stream.IntStream;

/**
 * Which users of a machine are in which of its processes. Users who write to each other where
 * contacts are pairs, and the members of a group, are always in the same one: their messages are
 * timed by one clock.
 *
 * @param users users of the machine, counted from 0
 * @param processes how many there are
 * @param unit so many consecutive users stay together
 */
public record UserSplit(int users, int processes, int unit) {
  private static final int PAIR = 2;

  /** So many consecutive users stay together with these settings; 2 or more. */
  public static int unit(StressSettings settings) {
    int group = settings.groups().size();
    boolean pairs =
        settings.message().enabled()
            && settings.message().contacts().kind() == MessageSettings.Contacts.Kind.PAIR;
    return group == 0 ? PAIR : pairs && group % PAIR == 1 ? PAIR * group : group;
  }

  /** The largest number of processes with a whole unit in each. */
  public static int mostProcesses(int users, int unit) {
    return Math.max(1, users / unit);
  }

  /** The first user of a process. The process after the last begins at {@link #users}. */
  public int first(int process) {
    long units = (users - 1L) / unit + 1;
    return (int) Math.min(users, unit * (units * process / processes));
  }

  /** How many users a process has. */
  public int count(int process) {
    return first(process + 1) - first(process);
  }

  /** Users of the smallest process. */
  public int smallest() {
    return IntStream.range(0, processes).map(this::count).min().orElse(0);
  }

  /** Users of the largest process. */
  public int largest() {
    return IntStream.range(0, processes).map(this::count).max().orElse(0);
  }
}
