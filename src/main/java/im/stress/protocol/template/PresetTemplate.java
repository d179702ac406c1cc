package im.stress.protocol.template;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import im.stress.config.CodecSettings;
import im.stress.config.Presets;
import im.stress.config.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A template of the user over the one of a preset. */
final class PresetTemplate {
  private static final String TEMPLATE = "im.codec.template";
  private static final String INBOUND = "inbound";

  private PresetTemplate() {}

  /**
   * The user's template, completed by the preset that the format names. A matcher that the user
   * gives replaces the preset's as a whole, so that no condition of the preset lingers in it.
   *
   * @throws SettingsException when there is no such preset, or when it has not such an option
   */
  static SettingsBlock complete(CodecSettings settings) {
    Config own = settings.template();
    Config preset = Presets.template(settings.format());
    if (own.root().get(INBOUND) instanceof ConfigObject inbound) {
      for (String kind : inbound.keySet()) {
        preset = preset.withoutPath(ConfigUtil.joinPath(INBOUND, kind));
      }
    }
    UnknownOptions.refuse(
        new SettingsBlock(TEMPLATE, own.root()), new SettingsBlock(TEMPLATE, preset.root()));
    Config named = withOptions(own, preset);
    return new SettingsBlock(TEMPLATE, resolved(named.withFallback(preset)).root());
  }

  /**
   * The user's template, with options of the kind that the preset has: {@code --set} gives texts
   * alone, where a preset may have numbers, or a list of them.
   */
  private static Config withOptions(Config own, Config preset) {
    Config changed = own;
    if (own.root().get(Options.KEY) instanceof ConfigObject given
        && preset.root().get(Options.KEY) instanceof ConfigObject known) {
      for (Map.Entry<String, ConfigValue> option : given.entrySet()) {
        boolean isText =
            !known.containsKey(option.getKey())
                || known.get(option.getKey()).valueType() == ConfigValueType.STRING
                || known.get(option.getKey()).valueType() == ConfigValueType.NULL;
        if (!isText && option.getValue().unwrapped() instanceof String text) {
          String path = ConfigUtil.joinPath(Options.KEY, option.getKey());
          changed = changed.withValue(path, parsed(text, option.getValue().origin()));
        }
      }
    }
    return changed;
  }

  /**
   * Whole numbers with commas between become a list, one alone a number: a condition takes both.
   */
  private static ConfigValue parsed(String text, ConfigOrigin origin) {
    if (!text.matches("\\s*-?\\d{1,18}(\\s*,\\s*-?\\d{1,18})*\\s*")) {
      return ConfigValueFactory.fromAnyRef(text).withOrigin(origin);
    }
    List<Long> numbers =
        Stream.of(text.split(",")).map(part -> Long.valueOf(part.strip())).toList();
    return ConfigValueFactory.fromAnyRef(numbers.size() == 1 ? numbers.get(0) : numbers)
        .withOrigin(origin);
  }

  private static Config resolved(Config template) {
    try {
      return template.resolve();
    } catch (ConfigException e) {
      throw new SettingsException(
          TEMPLATE
              + ": expected a value for each ${…} outside of quotes (messages stand in triple quotes), got: "
              + e.getMessage());
    }
  }
}
