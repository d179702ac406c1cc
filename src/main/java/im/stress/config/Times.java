package im.stress.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads and writes durations as settings have them, such as {@code 30s}. */
public final class Times {
  /** Longest duration of all: sums of a few of them in nanoseconds stay far from overflow. */
  static final Duration LONGEST = Duration.ofDays(365);

  private static final int NANOS_OF_A_MILLI = 1_000_000;
  private static final Pattern BARE_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern BARE_ZERO = Pattern.compile("-?0+(\\.0+)?");

  private Times() {}

  /**
   * Reads a time of 0 or more that is no setting; its unit must be written.
   *
   * @param name what the time is for, the first words of the error
   * @throws SettingsException when it is no such time, or longer than a year
   */
  public static Duration parse(String name, String text) {
    return withUnit(Setting.of(name, text), Duration.ZERO, LONGEST);
  }

  /**
   * Refuses a time of less than 1 ms or more than a year.
   *
   * @param name what the time is for, the first words of the error
   */
  public static Duration positive(String name, Duration time) {
    return withUnit(Setting.of(name, text(time)), Duration.ofMillis(1), LONGEST);
  }

  /**
   * A duration whose unit must be written: without one, a reader of {@code duration = 120} could
   * not tell seconds from milliseconds. Only 0 needs none.
   */
  static Duration withUnit(Setting setting, Duration least, Duration most) {
    String expected =
        least.isZero()
            ? "a time of 0 or more with its unit, such as 30s"
            : "a time of " + text(least) + " or more with its unit, such as 30s";
    String text = setting.isScalar() ? setting.text().strip() : "";
    if (BARE_NUMBER.matcher(text).matches() && !BARE_ZERO.matcher(text).matches()) {
      throw setting.expected(expected);
    }
    return within(setting, text, expected, least, most);
  }

  /** A duration of 0 or more; a number without a unit is milliseconds. */
  static Duration ofMillis(Setting setting) {
    String text = setting.isScalar() ? setting.text().strip() : "";
    return within(setting, text, "0 or more milliseconds", Duration.ZERO, LONGEST);
  }

  private static Duration within(
      Setting setting, String text, String expected, Duration least, Duration most) {
    Duration time = parse(setting, text, expected);
    if (time.compareTo(least) < 0) {
      throw setting.expected(expected);
    }
    if (time.compareTo(most) > 0) {
      throw setting.expected("a time of at most " + text(most));
    }
    return time;
  }

  /** Values too long for 64 bits of nanoseconds come back as the longest or shortest of them. */
  private static Duration parse(Setting setting, String text, String expected) {
    try {
      return ConfigValueFactory.fromAnyRef(text).atKey("time").getDuration("time");
    } catch (ConfigException e) {
      throw setting.expected(expected);
    }
  }

  /**
   * The text that reads back as this duration, in a unit without a remainder: {@code 365d}, {@code
   * 30s}, {@code 1ms}, {@code 1500ns}.
   */
  public static String text(Duration time) {
    if (time.toNanosPart() % NANOS_OF_A_MILLI != 0) {
      return time.toNanos() + "ns";
    }
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + "ms";
    }
    boolean days = time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()));
    return days ? time.toDays() + "d" : time.toSeconds() + "s";
  }
}
