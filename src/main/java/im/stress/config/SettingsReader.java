package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Typed reads from the effective settings; each throws one line for a value of another kind. */
final class SettingsReader {
  private static final Duration ONE_MILLI = Duration.ofMillis(1);

  private final Config effective;

  SettingsReader(Config effective) {
    this.effective = effective;
  }

  /** The value of a key, unread. */
  Setting setting(String key) {
    try {
      return new Setting(key, effective.getValue(key));
    } catch (ConfigException.Missing e) {
      throw new SettingsException(
          key
              + ": expected a value, got none; something sets it, or a block around it, to null"
              + " or to a single value: take that out");
    }
  }

  /** A text with all its white space; may be empty. */
  String rawText(String key) {
    Setting setting = setting(key);
    if (!setting.isScalar()) {
      throw setting.expected("a text");
    }
    return setting.text();
  }

  /** A text without white space around it; may be empty. */
  String text(String key) {
    return rawText(key).strip();
  }

  /** A text of this form. */
  String text(String key, String regex, String expected) {
    String text = text(key);
    if (!text.matches(regex)) {
      throw setting(key).expected(expected);
    }
    return text;
  }

  /** Whether an optional setting was given. */
  boolean isGiven(String key) {
    return !text(key).isEmpty();
  }

  /** A whole number within bounds. */
  int whole(String key, int least, int most) {
    return (int) WholeNumber.of(setting(key), "", least, most);
  }

  /** A whole number of at least this. */
  int whole(String key, int least) {
    return whole(key, least, Integer.MAX_VALUE);
  }

  /** A whole number of 64 bits within bounds. */
  long wholeLong(String key, String unit, long least, long most) {
    return WholeNumber.of(setting(key), unit, least, most);
  }

  /** A share from 0 to 100, fractions allowed. */
  double percent(String key) {
    Setting setting = setting(key);
    String text = setting.isScalar() ? setting.text().strip() : "";
    if (!text.matches("\\d{1,3}(\\.\\d+)?") || Double.parseDouble(text) > 100) {
      throw setting.expected("a number from 0 to 100");
    }
    return Double.parseDouble(text);
  }

  /** {@code true} or {@code false}. */
  boolean flag(String key) {
    return Boolean.parseBoolean(text(key, "true|false", "true or false"));
  }

  /** A duration of 0 or more, its unit written. */
  Duration time(String key) {
    return Times.withUnit(setting(key), Duration.ZERO, Times.LONGEST);
  }

  /** A duration of 1 ms or more, its unit written. */
  Duration positiveTime(String key, Duration most) {
    return Times.withUnit(setting(key), ONE_MILLI, most);
  }

  /** A duration of 0 or more; a number without a unit is milliseconds. */
  Duration interval(String key) {
    return Times.ofMillis(setting(key));
  }

  /** One of the words of an enum, written in small letters. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String text = text(key);
    List<E> choices = Arrays.asList(type.getEnumConstants());
    return choices.stream()
        .filter(choice -> word(choice).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                setting(key)
                    .expected(
                        "one of "
                            + String.join(
                                ", ", choices.stream().map(SettingsReader::word).toList())));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list of texts; in place of a list, a text with commas between its elements. */
  List<String> texts(String key) {
    Setting setting = setting(key);
    if (setting.isScalar()) {
      return setting.text().strip().startsWith("[")
          ? elements(setting, parsedList(setting))
          : Stream.of(setting.text().split(","))
              .map(String::strip)
              .filter(text -> !text.isEmpty())
              .toList();
    }
    return elements(setting, setting.value());
  }

  private static ConfigValue parsedList(Setting setting) {
    try {
      return ConfigFactory.parseString("list = " + setting.text()).getValue("list");
    } catch (ConfigException e) {
      throw setting.expected("a list such as [\"a\", \"b\"]");
    }
  }

  private static List<String> elements(Setting setting, ConfigValue value) {
    if (value.valueType() != ConfigValueType.LIST) {
      throw setting.expected("a list of texts");
    }
    return ((ConfigList) value)
        .stream().map(element -> element(new Setting(setting.key(), element))).toList();
  }

  private static String element(Setting element) {
    if (!element.isScalar()) {
      throw element.expected("a list of texts");
    }
    return element.text().strip();
  }

  /** An open block, whose keys somebody else checks. */
  Config block(String key) {
    return effective.getConfig(key);
  }
}
