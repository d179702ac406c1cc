package im.stress.protocol.template;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import im.stress.config.CodecSettings;
import im.stress.config.Presets;
import im.stress.config.SettingsException;

/** A template of the user over the one of a preset. */
final class PresetTemplate {
  private static final String TEMPLATE = "im.codec.template";
  private static final String INBOUND = "inbound";

  private PresetTemplate() {}

  /**
   * The user's template, completed by the preset that the format names. A matcher that the user
   * gives replaces the preset's as a whole, so that no condition of the preset lingers in it.
   *
   * @throws SettingsException when there is no such preset
   */
  static SettingsBlock complete(CodecSettings settings) {
    Config own = settings.template();
    Config preset = Presets.template(settings.format());
    if (own.root().get(INBOUND) instanceof ConfigObject inbound) {
      for (String kind : inbound.keySet()) {
        preset = preset.withoutPath(ConfigUtil.joinPath(INBOUND, kind));
      }
    }
    return new SettingsBlock(TEMPLATE, resolved(own.withFallback(preset)).root());
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
