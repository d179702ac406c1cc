package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settings as records, and as the tree that they were read from.
 *
 * @param settings what the code uses
 * @param config all of {@code im.*}, {@code im} at its root, as given in whatever source won
 */
public record LoadedSettings(StressSettings settings, Config config) {
  private static final String URL = "im.target.url";
  private static final String PATH = "im.target.path";
  private static final ConfigRenderOptions JSON =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(true);

  /**
   * The same with other values for some keys, checked as if they had been given so.
   *
   * @throws SettingsException when one of them can't be used
   */
  public LoadedSettings with(Map<String, String> values) {
    Config changed = config;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      changed =
          changed.withValue(
              entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue(), "this run"));
    }
    return mapped(changed, settings.login().columns());
  }

  /** The same with a token for each user of this machine, the first one first. */
  public LoadedSettings withTokens(List<String> tokens) {
    UserColumns columns = settings.login().columns();
    return mapped(config, columns.with(UserColumns.TOKEN, settings.firstUser(), tokens));
  }

  private static LoadedSettings mapped(Config config, UserColumns users) {
    return new LoadedSettings(
        new SettingsMapper(new SettingsReader(config), Optional.of(users)).map(), config);
  }

  /**
   * Writes all settings as JSON, without the token, what makes tokens and the password of a key,
   * and with the secrets of URLs masked; thresholds only where somebody asked for them. A child
   * process reads them back with {@link SettingsSources#ofShard} and {@link #secretsOf}.
   */
  public void writeTo(Path file) throws IOException {
    Config written =
        config
            .withoutPath("im.shard")
            .withoutPath(TokenMapper.COMMAND)
            .withoutPath(TokenMapper.REQUEST)
            .withValue(URL, ConfigValueFactory.fromIterable(urls(Secrets::masked)))
            .withValue(PATH, ConfigValueFactory.fromAnyRef(shown(PATH)));
    // An empty variable counts as not set, so only a token of some length can be one.
    if (!settings.login().token().isEmpty()) {
      written = written.withoutPath(Secrets.TOKEN);
    }
    if (!settings.connection().tls().clientKeyPassword().isEmpty()) {
      written = written.withoutPath(Secrets.CLIENT_KEY_PASSWORD);
    }
    if (isDefault(SettingsMapper.THRESHOLDS)) {
      written = written.withoutPath(SettingsMapper.THRESHOLDS);
    }
    Files.writeString(file, written.root().render(JSON));
  }

  /** Whether nobody set it. */
  public boolean isDefault(String key) {
    return new Setting(key, config.getValue(key)).isDefault();
  }

  /** What that file lacks, for the process that has so many users from this one on. */
  public ShardSecrets secretsOf(int firstUser, int users) {
    UserColumns columns = settings.login().columns();
    return new ShardSecrets(
        secrets(), columns.names().isEmpty() ? columns : columns.of(firstUser, users));
  }

  /** The secrets that are the same for all users, as environment variables would have them. */
  public Map<String, String> secrets() {
    String urls =
        ConfigValueFactory.fromIterable(urls(URI::toString)).render(JSON.setFormatted(false));
    return Map.of(
        EnvironmentSource.TOKEN,
        settings.login().token(),
        EnvironmentSource.CLIENT_KEY_PASSWORD,
        settings.connection().tls().clientKeyPassword(),
        EnvironmentSource.URL,
        urls);
  }

  /** All of {@code im.server} by full key, as system properties of an embedded server's process. */
  public Map<String, String> serverProperties() {
    Map<String, String> properties = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : config.getObject("im.server").entrySet()) {
      properties.put("im.server." + entry.getKey(), text(entry.getValue()));
    }
    return properties;
  }

  private List<String> urls(Function<URI, String> text) {
    return settings.target().urls().stream().map(text).toList();
  }

  /** All settings by their full key, in order of the keys, with secrets masked. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> described = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      described.put(entry.getKey(), shown(entry.getKey()));
    }
    return Collections.unmodifiableSortedMap(described);
  }

  private String shown(String key) {
    String text = text(config.getValue(key));
    // Of several URLs in one text, each is masked by itself.
    return key.equals(URL) && !text.isEmpty()
        ? String.join(", ", urls(Secrets::masked))
        : Secrets.shown(key, text);
  }

  /** A value as it may be given in one text: lists with commas. */
  static String text(ConfigValue value) {
    if (value.valueType() == ConfigValueType.LIST) {
      return ((ConfigList) value)
          .stream().map(LoadedSettings::text).collect(Collectors.joining(", "));
    }
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  /** Hides the tree, which holds the token. */
  @Override
  public String toString() {
    return describe().toString();
  }
}
