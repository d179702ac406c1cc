package im.stress.protocol.template;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import java.util.regex.Pattern;

/** The templates that come with the tool, as files {@code preset/NAME.conf} on the class path. */
final class Presets {
  private static final String BUILT_IN = "json";
  private static final String INBOUND = "inbound";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private Presets() {}

  /**
   * The user's template, completed by the preset that the format names. A matcher that the user
   * gives replaces the preset's as a whole, so that no condition of the preset lingers in it.
   *
   * @throws SettingsException when there is no such preset
   */
  static SettingsBlock complete(CodecSettings settings) {
    Config own = settings.template();
    Config preset = load(settings.format());
    if (own.root().get(INBOUND) instanceof ConfigObject inbound) {
      for (String kind : inbound.keySet()) {
        preset = preset.withoutPath(ConfigUtil.joinPath(INBOUND, kind));
      }
    }
    return new SettingsBlock("im.codec.template", own.withFallback(preset).root());
  }

  private static Config load(String format) {
    String file = "preset/" + format + ".conf";
    if (!NAME.matcher(format).matches() || Presets.class.getResource("/" + file) == null) {
      throw new SettingsException(
          "im.codec.format: expected "
              + BUILT_IN
              + ", or NAME for a file preset/NAME.conf on the class path, got \""
              + format
              + '"');
    }
    try {
      return ConfigFactory.parseResources(
              Presets.class.getClassLoader(),
              file,
              ConfigParseOptions.defaults().setAllowMissing(false))
          .resolve();
    } catch (ConfigException e) {
      throw new SettingsException(
          "im.codec.format: expected HOCON in " + file + ", got: " + e.getMessage());
    }
  }
}
