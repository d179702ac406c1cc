package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds keys that nobody reads: a mistyped setting must not be ignored in silence. */
final class KnownKeys {
  /** Given to a shard by its parent as system properties; not for users. */
  private static final Config SHARD =
      ConfigFactory.parseString(
          "im.shard { index = 0, count = 1, directory = \"\", watches-target = false, parent = 0 }");

  /** Keys below are somebody else's to check. */
  private static final List<List<String>> OPEN =
      List.of(
          List.of("im", "codec", "template"), List.of("im", "login", "token-request", "headers"));

  private final Config known;

  KnownKeys(Config reference) {
    this.known = reference.withFallback(SHARD);
  }

  /**
   * Throws for the first key that the reference doesn't have, and for a value in a block's place.
   */
  void check(Config config) {
    check(List.of(), config.root(), known.root());
  }

  private void check(List<String> parents, ConfigObject found, ConfigObject expected) {
    for (Map.Entry<String, ConfigValue> entry : found.entrySet()) {
      List<String> path = new ArrayList<>(parents);
      path.add(entry.getKey());
      checkOne(path, entry.getValue(), expected.get(entry.getKey()));
    }
  }

  private void checkOne(List<String> path, ConfigValue found, ConfigValue expected) {
    if (expected == null) {
      throw unknown(path, found);
    }
    if (!(expected instanceof ConfigObject block)) {
      return;
    }
    if (!(found instanceof ConfigObject foundBlock)) {
      throw new Setting(ConfigUtil.joinPath(path), found).expected("a block of settings");
    }
    if (!OPEN.contains(path)) {
      check(path, foundBlock, block);
    }
  }

  /** Names the first setting within an unknown block, not the block: it tells more. */
  private SettingsException unknown(List<String> path, ConfigValue found) {
    List<String> deepest = new ArrayList<>(path);
    ConfigValue value = found;
    while (value instanceof ConfigObject block && !block.isEmpty()) {
      Map.Entry<String, ConfigValue> first = block.entrySet().iterator().next();
      deepest.add(first.getKey());
      value = first.getValue();
    }
    Setting setting = new Setting(ConfigUtil.joinPath(deepest), value);
    return setting.rejected("expected a known setting, got an unknown one; " + hint(setting.key()));
  }

  private String hint(String key) {
    String fullKey = key.startsWith("im.") ? key : "im." + key;
    return NearestName.of(fullKey, known.entrySet().stream().map(Map.Entry::getKey).toList())
        .map(near -> "did you mean " + near + "?")
        .orElse("docs/settings.md lists all of them");
  }
}
