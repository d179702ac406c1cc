package im.stress.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
public final class TimeText {

  private static final int NANOS_OF_A_MILLI = 1_000_000;

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private TimeText() {}

  /** {@code 2027-01-15 08:00:01 UTC}. */
  public static String utc(long epochMillis) {
    return UTC.format(Instant.ofEpochMilli(epochMillis));
  }

  /**
   * In the largest unit without a remainder: {@code 2 min}, {@code 30 s}, {@code 1500 ms}, {@code
   * 500 us}; below a microsecond cut.
   */
  public static String text(Duration time) {
    if (time.toNanosPart() % NANOS_OF_A_MILLI != 0) {
      return time.toNanos() / 1_000 + " us";
    }
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    return seconds % 60 != 0 || seconds == 0 ? seconds + " s" : seconds / 60 + " min";
  }

  /** As a clock that runs down: {@code 1:42} or {@code 1:00:05}; never below 0:00. */
  public static String countdown(Duration left) {
    return clock(Math.max(0, left.toSeconds()));
  }

  /** {@code 2:05} or {@code 1:02:05}: time since the start of a run, or until its end. */
  public static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Microseconds as {@code 3.1 ms}. */
  public static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
  }
}
