package im.stress.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A setting as {@code reference.conf} has it.
 *
 * @param key full name, {@code im.…}
 * @param defaultText its default as it would be written; empty = not given
 * @param isFlag whether it is {@code true} or {@code false}
 * @param comment what it is for, on one line
 */
public record KnownSetting(String key, String defaultText, boolean isFlag, String comment) {

  /**
   * The settings of a block that has no blocks within, such as {@code im.server}, in file order.
   */
  public static List<KnownSetting> of(String block) {
    return SettingsLoader.reference().getObject(block).entrySet().stream()
        .sorted(Comparator.comparing(setting -> setting.getValue().origin().lineNumber()))
        .map(setting -> of(block, setting))
        .toList();
  }

  private static KnownSetting of(String block, Map.Entry<String, ConfigValue> setting) {
    ConfigValue value = setting.getValue();
    return new KnownSetting(
        block + "." + setting.getKey(),
        LoadedSettings.text(value),
        value.valueType() == ConfigValueType.BOOLEAN,
        String.join(" ", value.origin().comments()).strip().replaceAll("\\s+", " "));
  }

  /** The last part of the key. */
  public String name() {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
