package im.stress.user;

import java.util.Arrays;

/**
 * Lists of timers in the order in which they came, each timer in one at most. Belongs to one {@link
 * TimingWheel} and its thread.
 *
 * <p>A timer has one number for good, and numbers are linked in place of timers: a link between two
 * objects costs a write barrier of the garbage collector each time, and a walk along it a cache
 * miss for each timer.
 */
final class TimerLists {
  /** Timers: null up to the number of lists, whose heads have the first numbers. */
  private WheelTimer[] timers;

  /** Rings, each of a head and the timers of its list: who comes after whom. */
  private int[] next;

  private int[] previous;
  private int numbers;

  /** Empty lists, with the numbers from 0. */
  TimerLists(int lists) {
    timers = new WheelTimer[2 * lists];
    next = new int[2 * lists];
    previous = new int[2 * lists];
    numbers = lists;
    for (int list = 0; list < lists; list++) {
      next[list] = list;
      previous[list] = list;
    }
  }

  /** The timer at the front; null = the list is empty. */
  WheelTimer first(int list) {
    return timers[next[list]];
  }

  /** The timer behind this one in its list; null = there is none. */
  WheelTimer after(WheelTimer timer) {
    return timers[next[timer.number]];
  }

  /** Puts a timer at the end of a list, in place of the one that it is in. */
  void append(int list, WheelTimer timer) {
    remove(timer);
    int number = timer.number == 0 ? added(timer) : timer.number;
    int last = previous[list];
    previous[number] = last;
    next[number] = list;
    next[last] = number;
    previous[list] = number;
    timer.waits = true;
  }

  private int added(WheelTimer timer) {
    if (numbers == timers.length) {
      timers = Arrays.copyOf(timers, 2 * numbers);
      next = Arrays.copyOf(next, 2 * numbers);
      previous = Arrays.copyOf(previous, 2 * numbers);
    }
    timer.number = numbers++;
    timers[timer.number] = timer;
    return timer.number;
  }

  /** Takes a timer out of its list; nothing happens when it is in none. */
  void remove(WheelTimer timer) {
    if (timer.waits) {
      int before = previous[timer.number];
      int behind = next[timer.number];
      next[before] = behind;
      previous[behind] = before;
      timer.waits = false;
    }
  }
}
