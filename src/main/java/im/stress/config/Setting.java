package im.stress.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Optional;
import java.util.Set;

/**
 * One setting as it was found, and the words for it and its source in an error.
 *
 * @param key full name, {@code im.…}
 * @param value what was found; never unresolved
 */
record Setting(String key, ConfigValue value) {

  /** Has every setting, with its default. */
  static final String DEFAULTS = "reference.conf";

  /** Starts the origin of a value whose user knows it by another name than its key. */
  private static final String NAMED = "named:";

  private static final Set<ConfigValueType> SCALARS =
      Set.of(ConfigValueType.STRING, ConfigValueType.NUMBER, ConfigValueType.BOOLEAN);

  /** A value which errors call by this name, such as {@code USERS}, rather than by its key. */
  static ConfigValue named(String name, String text) {
    return ConfigValueFactory.fromAnyRef(text, NAMED + name);
  }

  /** A value that is no setting; errors call it by this name. */
  static Setting of(String name, String text) {
    return new Setting(name, ConfigValueFactory.fromAnyRef(text));
  }

  /** Whether nobody set it: it is as {@link #DEFAULTS} on the class path has it. */
  boolean isDefault() {
    return DEFAULTS.equals(value.origin().resource());
  }

  /** Whether this is one text, number or boolean. */
  boolean isScalar() {
    return SCALARS.contains(value.valueType());
  }

  /** The text of a scalar as it was written, without quotes. */
  String text() {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  /** What the user calls this setting: the position, the environment variable, or the key. */
  String name() {
    String origin = value.origin().description();
    return origin.startsWith(NAMED) ? origin.substring(NAMED.length()) : key;
  }

  /** The error for a value that is not what was expected. */
  SettingsException expected(String what) {
    return expected(what, actual());
  }

  /** The same, where only a part of the value is wrong. */
  SettingsException expected(String what, String actual) {
    return rejected("expected " + what + ", got " + actual);
  }

  /** The error with this reason. */
  SettingsException rejected(String reason) {
    return new SettingsException(name() + ": " + reason + place());
  }

  private String actual() {
    return switch (value.valueType()) {
      case OBJECT -> "a block";
      case LIST -> "a list";
      case STRING -> inQuotes(Secrets.shown(key, text()));
      case NUMBER, BOOLEAN, NULL -> Secrets.shown(key, value.render(ConfigRenderOptions.concise()));
    };
  }

  /** A text as errors show it: a number bare, all else in quotes, secrets masked, on one line. */
  static String quoted(String text) {
    return inQuotes(Secrets.masked(text));
  }

  private static String inQuotes(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return shown.matches("-?\\d+(\\.\\d+)?") ? shown : '"' + shown + '"';
  }

  private String place() {
    return fileAndLine(value.origin()).map(place -> " (" + place + ")").orElse("");
  }

  /**
   * {@code my.conf:3}: the file as it was named, or its name on the class path, and the line; empty
   * where it is not from a file.
   */
  static Optional<String> fileAndLine(ConfigOrigin origin) {
    String file = origin.resource() == null ? origin.filename() : origin.resource();
    return file == null || origin.lineNumber() < 0
        ? Optional.empty()
        : Optional.of(file + ":" + origin.lineNumber());
  }
}
