package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings given one by one under their own key: {@code --set} and system properties. */
final class KeyValueSource {
  private static final String ROOT = "im.";

  private KeyValueSource() {}

  /**
   * The settings in these pairs.
   *
   * @param option what the user wrote before the pair: {@code --set} or {@code -D}
   */
  static Config read(Map<String, String> pairs, String option) {
    Config read = ConfigFactory.empty();
    for (Map.Entry<String, String> pair : new TreeMap<>(pairs).entrySet()) {
      String key = pair.getKey();
      if (!key.startsWith(ROOT)) {
        throw badKey(option, key);
      }
      try {
        read = read.withValue(key, ConfigValueFactory.fromAnyRef(pair.getValue(), option));
      } catch (ConfigException.BadPath e) {
        throw badKey(option, key);
      }
    }
    return read;
  }

  private static SettingsException badKey(String option, String key) {
    return new SettingsException(
        "%s: expected a key such as im.message.interval, got %s"
            .formatted(option, Setting.quoted(key)));
  }

  /** Those of the properties whose name begins with {@code im.}. */
  static Map<String, String> ours(Properties properties) {
    Map<String, String> ours = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(ROOT)) {
        ours.put(name, properties.getProperty(name));
      }
    }
    return ours;
  }
}
