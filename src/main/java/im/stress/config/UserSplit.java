package im.stress.config;

import java.util.stream.IntStream;

/**
 * Which users of a machine are in which of its processes. Users 2k and 2k+1, who write to each
 * other where contacts are pairs, are always in the same one: their messages are timed by one
 * clock.
 *
 * @param users users of the machine, counted from 0
 * @param processes how many there are
 */
public record UserSplit(int users, int processes) {

  /** The largest number of processes up to {@code wanted} in which nobody is without a contact. */
  public static int mostProcesses(int users, int wanted) {
    return Math.max(1, Math.min(wanted, users / 2));
  }

  /** The first user of a process; even. The process after the last begins at {@link #users}. */
  public int first(int process) {
    long pairs = (users + 1L) / 2;
    return (int) Math.min(users, 2 * (pairs * process / processes));
  }

  /** How many users a process has. */
  public int count(int process) {
    return first(process + 1) - first(process);
  }

  /** Users of the largest process. */
  public int largest() {
    return IntStream.range(0, processes).map(this::count).max().orElse(0);
  }
}
