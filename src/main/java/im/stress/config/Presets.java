package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.util.List;
import java.util.regex.Pattern;

/** The files {@code preset/NAME.conf} on the class path: a format, and settings that go with it. */
public final class Presets {
  /** Where they are on the class path. */
  public static final String FOLDER = "preset/";

  /** Those that ship. */
  static final List<String> SHIPPED =
      List.of(
          "json",
          "chat-server",
          "chat-server-toid",
          "chat-server-msgid",
          "im-connect",
          "tinode",
          "rocketchat",
          "centrifugo",
          "socketio",
          "openim",
          "wukongim",
          "phoenix",
          "stomp",
          "goim",
          "cim",
          "mattermost",
          "chat-room",
          "http-get");

  private static final String DEFAULTS = "defaults";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private Presets() {}

  /**
   * What the preset of this name says of the format, with its own {@code ${…}} still in it, so that
   * they see what is set over it.
   *
   * @throws SettingsException when there is no such preset, or when it is no HOCON
   */
  public static Config template(String format) {
    if (!exists(format)) {
      throw new SettingsException(
          "im.codec.format: expected NAME of a file preset/NAME.conf on the class path (%s ship), got \"%s\"%s"
              .formatted(
                  String.join(", ", SHIPPED),
                  format,
                  NearestName.of(format, SHIPPED)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("")));
    }
    return load(format).withoutPath(DEFAULTS);
  }

  /** The settings that the preset of this name brings along; none where there is no such preset. */
  static Config defaults(String format) {
    ConfigObject preset = exists(format) ? load(format).root() : ConfigFactory.empty().root();
    if (!preset.containsKey(DEFAULTS)) {
      return ConfigFactory.empty();
    }
    if (!(preset.get(DEFAULTS) instanceof ConfigObject defaults)) {
      throw new SettingsException(
          file(format) + ": expected a block { … } under defaults, got something else");
    }
    return defaults.toConfig().atPath("im");
  }

  private static boolean exists(String format) {
    return NAME.matcher(format).matches() && Presets.class.getResource("/" + file(format)) != null;
  }

  private static String file(String format) {
    return FOLDER + format + ".conf";
  }

  private static Config load(String format) {
    try {
      return ConfigFactory.parseResources(
          Presets.class.getClassLoader(),
          file(format),
          ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new SettingsException(
          "im.codec.format: expected HOCON in " + file(format) + ", got: " + e.getMessage());
    }
  }
}
