package im.stress.model;

import java.util.List;

/**
 * When a process stood still for longer than half of its smallest timeout.
 *
 * @param count how often
 * @param longest the longest of them
 * @param first the first ones in the order of time
 */
public record Standstills(long count, Standstill longest, List<Standstill> first) {
  /** The process always ran. */
  public static final Standstills NONE = new Standstills(0, new Standstill(0, 0), List.of());

  /**
   * One of them.
   *
   * @param epochMillis when it began
   * @param millis how long it was
   */
  public record Standstill(long epochMillis, long millis) {}
}
