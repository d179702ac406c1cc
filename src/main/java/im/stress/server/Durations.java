package im.stress.server;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import im.stress.config.SettingsException;
import java.time.Duration;

/** Reads times such as {@code 30s} or {@code 250ms}; a number without a unit is refused. */
public final class Durations {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Durations() {}

  /**
   * Reads a time of 0 or more; {@code 0} needs no unit.
   *
   * @param name what the time is for, the first words of the error
   * @throws SettingsException when it is no time, negative, or longer than a year
   */
  public static Duration parse(String name, String text) {
    String bare = text.strip();
    boolean hasUnit = !bare.isEmpty() && Character.isLetter(bare.charAt(bare.length() - 1));
    if (hasUnit || bare.equals("0")) {
      try {
        Duration time = ConfigValueFactory.fromAnyRef(bare).atKey("time").getDuration("time");
        if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
          return time;
        }
      } catch (ConfigException e) {
        throw refused(name, text);
      }
    }
    throw refused(name, text);
  }

  private static SettingsException refused(String name, String text) {
    return new SettingsException(
        name + ": expected a time from 0 to 365d with its unit, such as 30s, got \"" + text + "\"");
  }
}
