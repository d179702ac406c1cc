package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings as records, and as the tree that they were read from.
 *
 * @param settings what the code uses
 * @param config all of {@code im.*}, {@code im} at its root, as given in whatever source won
 */
public record LoadedSettings(StressSettings settings, Config config) {
  private static final String TOKEN = "im.login.token";
  private static final ConfigRenderOptions JSON =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(true);

  /**
   * Writes all settings but the token, as JSON; thresholds only where somebody asked for them. A
   * child process reads them back with {@link SettingsSources#ofShard} and the token in {@code
   * TEST_TOKEN}. Credentials within a target URL are kept, since the child needs them.
   */
  public void writeTo(Path file) throws IOException {
    Config written = config.withoutPath("im.shard");
    // An empty variable counts as not set, so only a token of some length can travel in one.
    if (!settings.login().token().isEmpty()) {
      written = written.withoutPath(TOKEN);
    }
    if (isDefault(SettingsMapper.THRESHOLDS)) {
      written = written.withoutPath(SettingsMapper.THRESHOLDS);
    }
    Files.writeString(file, written.root().render(JSON));
  }

  private boolean isDefault(String key) {
    return new Setting(key, config.getValue(key)).isDefault();
  }

  /** All settings by their full key, in order of the keys, with secrets masked. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> described = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      described.put(entry.getKey(), Secrets.masked(text(entry.getValue())));
    }
    described.computeIfPresent(TOKEN, (key, token) -> token.isEmpty() ? "" : Secrets.MASK);
    return Collections.unmodifiableSortedMap(described);
  }

  private static String text(ConfigValue value) {
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
