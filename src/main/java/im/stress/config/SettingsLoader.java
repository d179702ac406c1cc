package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads all settings, once, at the start. Of several sources for one key the first of these wins:
 * {@code --set}, system properties, positions, environment, the file of {@code --config}, {@code
 * im-stress.conf} on the class path, the defaults of the preset that is named by then, those of the
 * command, {@code reference.conf}.
 */
public final class SettingsLoader {
  private static final String URL = "im.target.url";
  private static final String FORMAT = "im.codec.format";
  private static final List<String> HOST_AND_PORT = List.of("im.target.host", "im.target.port");

  private SettingsLoader() {}

  /**
   * The checked settings from these sources, the JVM's system properties that begin with {@code
   * im.}, and the class path.
   *
   * @throws SettingsException for the first thing that can't be used
   */
  public static LoadedSettings load(SettingsSources sources) {
    return load(
        sources,
        KeyValueSource.ours(System.getProperties()),
        FileSource.onClassPath("im-stress.conf"));
  }

  /**
   * The settings of a run that is over, as {@link LoadedSettings#writeTo} left them: with nothing
   * of this machine but the defaults. The files that they name are those of another machine, and
   * are not looked for.
   *
   * @throws SettingsException when they are not those of a run of this version
   */
  public static LoadedSettings ofResults(Path file) {
    Map<String, String> withoutFiles =
        Map.of(
            LoginMapper.TOKEN_FILE, "",
            UsersFile.KEY, "",
            TokenMapper.COMMAND, "",
            TokenMapper.URL, "",
            TlsMapper.TRUST, "",
            TlsMapper.CERTIFICATE, "",
            TlsMapper.KEY, "");
    return load(
        new SettingsSources(withoutFiles, List.of(), Map.of(), Optional.of(file)),
        Map.of(),
        ConfigFactory.empty());
  }

  /** The same, with nothing from the JVM or the user's file on the class path but what is given. */
  static LoadedSettings load(
      SettingsSources sources, Map<String, String> systemProperties, Config userFile) {
    Config reference = reference();
    List<Config> layers =
        List.of(
            KeyValueSource.read(sources.overrides(), "--set"),
            KeyValueSource.read(systemProperties, "-D"),
            PositionSource.read(sources.positions()),
            EnvironmentSource.read(sources.environment()),
            sources.file().map(FileSource::read).orElse(ConfigFactory.empty()),
            userFile);
    Config given = layers.stream().reduce(Config::withFallback).orElseThrow();
    Config merged =
        resolved(
            given
                .withFallback(presetOf(given, reference))
                .withFallback(KeyValueSource.read(sources.defaults(), "default"))
                .withFallback(reference));
    new KnownKeys(reference).check(merged);
    Config effective = withNearestTarget(merged, layers);
    return new LoadedSettings(
        new SettingsMapper(new SettingsReader(effective), sources.users()).map(), effective);
  }

  /** A format that is no text has no preset, and is told with all other wrong settings. */
  private static Config presetOf(Config given, Config reference) {
    Config named = resolved(given.withFallback(reference));
    return Presets.defaults(
        named.hasPath(FORMAT) ? String.valueOf(named.getValue(FORMAT).unwrapped()) : "");
  }

  /** {@code reference.conf} of this project alone: libraries on the class path have their own. */
  static Config reference() {
    return FileSource.onClassPath(Setting.DEFAULTS).withOnlyPath("im");
  }

  private static Config resolved(Config merged) {
    try {
      return merged.resolve();
    } catch (ConfigException e) {
      throw new SettingsException(
          "%s: expected a value for each ${…}, got: %s"
              .formatted(FileSource.place(e, "settings"), FileSource.reason(e)));
    }
  }

  /**
   * Within one source a URL wins over host and port; but host or port of a stronger source win over
   * the URL of a weaker one.
   */
  private static Config withNearestTarget(Config merged, List<Config> layers) {
    for (Config layer : layers) {
      if (isGiven(layer, URL)) {
        return merged;
      }
      if (HOST_AND_PORT.stream().anyMatch(key -> isGiven(layer, key) && isGiven(merged, key))) {
        return merged.withValue(URL, ConfigValueFactory.fromAnyRef("", "no URL"));
      }
    }
    return merged;
  }

  /** Layers are not resolved one by one: what refers to other layers can't be. */
  private static boolean isGiven(Config layer, String key) {
    try {
      return layer.hasPath(key) && !"".equals(layer.getValue(key).unwrapped());
    } catch (ConfigException.NotResolved e) {
      return true;
    }
  }
}
