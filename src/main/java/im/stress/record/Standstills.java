package im.stress.record;

import im.stress.measure.EpochClock;
import im.stress.measure.StandstillLog;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
  public record Standstill(long epochMillis, long millis) {
    private static Standstill of(StandstillLog.Standstill measured, EpochClock clock) {
      return new Standstill(
          clock.epochMillis(measured.startNanos()),
          TimeUnit.NANOSECONDS.toMillis(measured.lengthNanos()));
    }
  }

  /** Null when there was none. */
  static Standstills of(StandstillLog log, EpochClock clock) {
    return log.longest()
        .map(
            longest ->
                new Standstills(
                    log.count(),
                    Standstill.of(longest, clock),
                    log.first().stream().map(each -> Standstill.of(each, clock)).toList()))
        .orElse(null);
  }
}
